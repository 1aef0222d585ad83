--+ title: The values that studies have for each filter
--+ summary: One row per filter and value, sorted by value; only studies have labels.
SELECT name, value, label FROM (
    SELECT DISTINCT 'seen' AS name, text_seen AS value, NULL AS label FROM study
    UNION
    SELECT 'country', unnest(countries), NULL FROM study
    UNION
    SELECT 'programme', programme, NULL FROM study
    UNION
    SELECT 'model', unnest(models), NULL FROM study
    UNION
    SELECT 'design', unnest(designs), NULL FROM study
    UNION
    SELECT 'stage', unnest(stages), NULL FROM configuration
    UNION
    SELECT 'study', study, label FROM study
)
WHERE value IS NOT NULL
ORDER BY name, value
