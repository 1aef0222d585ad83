--+ title: Every unit and configuration behind one pair: those with the context, with the mechanism, and with both
--+ uses: independent_facts
WITH said AS MATERIALIZED (
    SELECT unit, configuration, role
    FROM independent_facts
    WHERE (role = 'context' AND fired AND concept = $context) OR (role = 'mechanism' AND concept = $mechanism)
),
held AS (
    SELECT unit, configuration, count(DISTINCT role) = 2 AS both, bool_or(role = 'context') AS context
    FROM said
    GROUP BY unit, configuration
)
SELECT
    CASE WHEN h.both THEN 'both' WHEN h.context THEN 'context' ELSE 'mechanism' END AS what,
    list(DISTINCT u.unit_name ORDER BY u.unit_name) AS units,
    list(k.configuration ORDER BY k.configuration) AS configurations
FROM held h
JOIN (SELECT DISTINCT unit, unit_name FROM independent) u ON u.unit = h.unit
JOIN configuration k ON k.number = h.configuration
GROUP BY what
