--+ title: Write the contexts of the sites of made-up studies
INSERT INTO site
SELECT t.* REPLACE (d.id AS study)
FROM drawn d
JOIN site t ON t.study = d.variant_id
ORDER BY d.id
