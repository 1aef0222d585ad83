--+ title: Links from a context to a mechanism, and from a mechanism to an outcome, in configurations
--+ summary: One row per link and configuration, and more where a code stands twice. A link is a pair of codes in which
--+ summary: the context was there, the mechanism worked and the outcome came; what they are kinds of makes no link.
--+ uses: facts
WITH coded AS MATERIALIZED (
    SELECT f.configuration, f.role, f.concept
    FROM facts f
    WHERE f.fired AND NOT f.ancestor AND f.role IN ('context', 'mechanism', 'outcome')
)
SELECT o.role = 'outcome' AS produces, m.concept AS mechanism, o.concept AS other, m.configuration
FROM coded m
JOIN coded o ON o.configuration = m.configuration
WHERE m.role = 'mechanism' AND o.role <> 'mechanism'
    AND ($link = 'both' OR o.role = CASE WHEN $link = 'M-O' THEN 'outcome' ELSE 'context' END)
    AND ($concept = '' OR (SELECT id FROM concept WHERE concept = $concept) IN (m.concept, o.concept))
