--+ title: Write what all patterns ask for, one list per column
INSERT INTO pattern
SELECT
    unnest($1::VARCHAR[]), unnest($2::VARCHAR[]), unnest($3::VARCHAR[]), unnest($4::VARCHAR[]), unnest($5::VARCHAR[])
