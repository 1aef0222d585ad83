--+ title: In which configurations of chosen studies concepts were at work, by role
--+ summary: among lists the studies, which are chosen already. A concept is at work where a kind of it is coded too.
--+ kept: yes
WITH among AS (SELECT id, study FROM study WHERE list_contains($among::VARCHAR[], study)),
wanted AS (SELECT id, concept FROM concept WHERE list_contains($concepts::VARCHAR[], concept))
SELECT a.study, f.role, w.concept, list(DISTINCT k.configuration) AS configurations
FROM fact f
JOIN among a ON a.id = f.study
JOIN wanted w ON w.id = f.concept
JOIN configuration k ON k.number = f.configuration
WHERE f.fired
    AND (NOT $authors_only OR f.by_authors)
    AND ($stages IS NULL OR list_has_any(k.stages, $stages::VARCHAR[]))
GROUP BY a.study, f.role, w.concept
