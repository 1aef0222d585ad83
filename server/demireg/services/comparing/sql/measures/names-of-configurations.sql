--+ title: The names of all configurations by their numbers, in the order of names
SELECT number, configuration AS name FROM configuration ORDER BY name
