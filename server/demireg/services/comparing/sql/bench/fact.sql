--+ title: Write the parts of made-up studies
INSERT INTO fact
SELECT
    t.* REPLACE (
        d.id AS study, p.id AS programme, d.id * 65536 + t.configuration % 65536 AS configuration,
        replace(t.part, d.variant, d.study) AS part
    )
FROM drawn d
JOIN fact t ON t.study = d.variant_id
JOIN programme p ON p.programme = d.programme
ORDER BY d.id
