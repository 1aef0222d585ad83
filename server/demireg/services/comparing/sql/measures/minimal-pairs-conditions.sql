--+ title: What some configurations are coded with, each condition as role, concept, and whether it was there or worked
--+ uses: independent_facts
SELECT DISTINCT f.configuration AS number, f.role, c.concept, f.fired
FROM independent_facts f
JOIN concept c ON c.id = f.concept
WHERE list_contains($numbers::BIGINT[], f.configuration) AND NOT f.ancestor AND f.role <> 'outcome'
    AND (f.role <> 'intervention' OR $interventions)
ORDER BY f.configuration, f.role, c.concept
