--+ title: The mechanisms and outcomes of configurations, as they are coded
--+ kept: yes
SELECT DISTINCT configuration, role = 'outcome' AS produced, concept, fired
FROM fact
WHERE role IN ('mechanism', 'outcome') AND NOT ancestor AND (NOT $authors_only OR by_authors)
ORDER BY configuration
