--+ title: Which of some concepts are reported in each country and with each service model
--+ uses: independent_facts
WITH place AS (
    SELECT study, unit, 'country' AS what, unnest(countries) AS place FROM independent
    UNION ALL
    SELECT study, unit, 'model', unnest(models) FROM independent
),
found AS (SELECT DISTINCT study, concept FROM independent_facts WHERE concept IN (SELECT unnest($concepts::INTEGER[])))
SELECT
    p.what, p.place, count(DISTINCT p.unit) AS n,
    coalesce(list(DISTINCT f.concept) FILTER (f.concept IS NOT NULL), []) AS concepts
FROM place p
LEFT JOIN found f ON f.study = p.study
GROUP BY p.what, p.place
ORDER BY n DESC, p.what, p.place
