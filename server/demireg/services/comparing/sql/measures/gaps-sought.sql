--+ title: Mechanisms beside contexts that are stated to be absent: somebody looked, and the context was not there
--+ summary: What is absent denies each of its kinds too.
--+ uses: independent_facts
WITH absent AS MATERIALIZED (
    SELECT DISTINCT configuration, concept
    FROM fact
    WHERE role = 'context' AND NOT fired AND NOT ancestor AND (NOT $authors_only OR by_authors)
)
SELECT
    k.concept AS context, m.concept AS mechanism, list(DISTINCT m.unit ORDER BY m.unit) AS units,
    list(DISTINCT c.configuration ORDER BY c.configuration) AS configurations
FROM absent a
JOIN kind k ON k.ancestor = a.concept
JOIN independent_facts m ON m.configuration = a.configuration AND m.role = 'mechanism'
JOIN configuration c ON c.number = a.configuration
GROUP BY k.concept, m.concept
