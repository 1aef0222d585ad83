--+ title: Write the matches of made-up studies
INSERT INTO match
SELECT
    t.* REPLACE (
        d.study AS study, d.programme AS programme, replace(t.configuration, d.variant, d.study) AS configuration
    )
FROM drawn d
JOIN match t ON t.study = d.variant
ORDER BY d.id
