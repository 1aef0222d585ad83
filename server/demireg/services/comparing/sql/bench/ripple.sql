--+ title: Write the ripples of made-up studies
INSERT INTO ripple
SELECT
    t.* REPLACE (
        d.id AS study, replace(t.configuration, d.variant, d.study) AS configuration,
        replace(t.target, d.variant, d.study) AS target
    )
FROM drawn d
JOIN ripple t ON t.study = d.variant_id
ORDER BY d.id
