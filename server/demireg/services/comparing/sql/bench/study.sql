--+ title: Write the rows of made-up studies
INSERT INTO study
SELECT
    s.* REPLACE (
        d.id AS id, d.study AS study, replace(s.label, d.variant, d.study) AS label, d.programme AS programme,
        p.id AS programme_id
    )
FROM drawn d
JOIN study s ON s.id = d.variant_id
JOIN programme p ON p.programme = d.programme
ORDER BY d.id
