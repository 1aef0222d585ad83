--+ title: The mechanisms and outcomes of configurations, as they are coded
--+ summary: Concepts and configurations are given by their places in the order of names.
--+ uses: study_places concept_places
--+ kept: yes
SELECT DISTINCT
    s.place << 16 | (f.configuration & 65535) AS configuration, role = 'outcome' AS produced, c.place AS concept, fired
FROM fact f
JOIN study_places s ON s.id = f.study
JOIN concept_places c ON c.id = f.concept
WHERE role IN ('mechanism', 'outcome') AND NOT ancestor AND (NOT $authors_only OR by_authors)
ORDER BY configuration
