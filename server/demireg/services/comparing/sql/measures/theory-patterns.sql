--+ title: What the patterns of the theories asked for require, a pattern and role a row
--+ kept: yes
SELECT theory, proposition, pattern, role, list(DISTINCT concept ORDER BY concept) AS concepts
FROM pattern
WHERE $theories IS NULL OR list_contains($theories::VARCHAR[], theory)
GROUP BY theory, proposition, pattern, role
ORDER BY theory, proposition, pattern, role
