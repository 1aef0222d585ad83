--+ title: The interventions of configurations, as they are coded; concept 0 is one without a code
--+ kept: yes
SELECT DISTINCT configuration, coalesce(concept, 0) AS concept
FROM fact
WHERE role = 'intervention' AND ancestor IS NOT TRUE AND (NOT $authors_only OR by_authors OR concept IS NULL)
ORDER BY configuration
