--+ title: The numbers of configurations, given by name
SELECT number, configuration FROM configuration WHERE configuration IN (SELECT unnest($names::VARCHAR[]))
