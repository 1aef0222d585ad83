--+ title: Write which mechanisms of made-up studies stand beside which outcomes
INSERT INTO link
SELECT t.* REPLACE (d.id AS study, p.id AS programme, d.id * 65536 + t.configuration % 65536 AS configuration)
FROM drawn d
JOIN link t ON t.study = d.variant_id
JOIN programme p ON p.programme = d.programme
ORDER BY d.id
