--+ title: Write the stances of studies, one list per column
INSERT INTO stance
SELECT
    unnest($study::VARCHAR[]), unnest($programme::VARCHAR[]), unnest($assessment::VARCHAR[]),
    unnest($proposition::VARCHAR[]), unnest($stance::VARCHAR[]), unnest($configurations::VARCHAR[][]),
    unnest($basis::VARCHAR[]), unnest($review::VARCHAR[]), unnest($agent::VARCHAR[]), unnest($assessed::VARCHAR[])
