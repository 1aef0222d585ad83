--+ title: Write the stances of made-up studies
INSERT INTO stance
SELECT
    t.* REPLACE (
        d.study AS study, d.programme AS programme, replace(t.assessment, d.variant, d.study) AS assessment,
        list_transform(t.configurations, lambda each: replace(each, d.variant, d.study)) AS configurations
    )
FROM drawn d
JOIN stance t ON t.study = d.variant
ORDER BY d.id
