--+ title: Which variant each made-up study is a copy of, with its number; the variants stand in the table for a while
CREATE TEMP TABLE drawn AS
SELECT
    (SELECT max(id) FROM study) + row_number() OVER (ORDER BY given.study) AS id, given.study, given.programme,
    given.variant, s.id AS variant_id
FROM (
    SELECT
        unnest($studies::VARCHAR[]) AS study, unnest($programmes::VARCHAR[]) AS programme,
        unnest($variants::VARCHAR[]) AS variant
) given
JOIN study s ON s.study = given.variant
ORDER BY given.study
