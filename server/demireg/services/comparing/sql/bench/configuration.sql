--+ title: Write the configurations of made-up studies
INSERT INTO configuration
SELECT
    t.* REPLACE (
        d.id * 65536 + t.number % 65536 AS number, replace(t.configuration, d.variant, d.study) AS configuration,
        d.id AS study
    )
FROM drawn d
JOIN configuration t ON t.study = d.variant_id
ORDER BY d.id, t.number
