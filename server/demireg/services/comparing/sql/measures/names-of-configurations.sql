--+ title: The names of configurations by their numbers
SELECT number, configuration AS name FROM configuration WHERE number IN (SELECT unnest($numbers::BIGINT[])) ORDER BY name
