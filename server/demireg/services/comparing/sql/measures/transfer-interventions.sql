--+ title: The interventions of configurations, as they are coded; concept 0 is one without a code
--+ summary: Concepts and configurations are given by their places in the order of names.
--+ uses: study_places concept_places
--+ kept: yes
SELECT DISTINCT s.place << 16 | (f.configuration & 65535) AS configuration, coalesce(c.place, 0) AS concept
FROM fact f
JOIN study_places s ON s.id = f.study
LEFT JOIN concept_places c ON c.id = f.concept
WHERE role = 'intervention' AND ancestor IS NOT TRUE AND (NOT $authors_only OR by_authors OR f.concept IS NULL)
ORDER BY configuration, concept
