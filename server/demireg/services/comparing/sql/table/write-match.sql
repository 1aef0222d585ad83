--+ title: Write the matches of studies, one list per column
INSERT INTO match
SELECT
    unnest($study::VARCHAR[]), unnest($programme::VARCHAR[]), unnest($proposition::VARCHAR[]),
    unnest($configuration::VARCHAR[]), unnest($profile::VARCHAR[]), unnest($kind::VARCHAR[])
