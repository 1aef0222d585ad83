--+ title: How many units report each context with each mechanism in one configuration, and apart from it
--+ summary: One row per context and mechanism, each reported by 'reported' units at least; concepts and units are
--+ summary: numbers. together counts units with both in one configuration, the mechanism working or not, unfired those
--+ summary: of them in which it works in none, within those that report both anywhere. The lists hold 'shown' units at
--+ summary: most. The same count as queries/compare/gap-map.rq.
--+ uses: independent_facts
WITH coded AS MATERIALIZED (
    SELECT DISTINCT role, concept
    FROM fact
    WHERE NOT ancestor AND (role = 'mechanism' OR (role = 'context' AND fired))
),
said AS MATERIALIZED (
    SELECT unit, configuration, role, concept, fired
    FROM independent_facts
    WHERE (role = 'mechanism' OR (role = 'context' AND fired))
        AND (role, concept) IN (SELECT (role, concept) FROM coded)
),
context AS NOT MATERIALIZED (SELECT unit, configuration, concept FROM said WHERE role = 'context'),
mechanism AS NOT MATERIALIZED (SELECT unit, configuration, concept, fired FROM said WHERE role = 'mechanism'),
context_in AS MATERIALIZED (SELECT DISTINCT unit, concept FROM context),
mechanism_in AS MATERIALIZED (SELECT DISTINCT unit, concept FROM mechanism),
context_axis AS MATERIALIZED (
    SELECT concept, count(*) AS n, min(unit, $shown) AS units
    FROM context_in
    WHERE $context = 0 OR concept = $context
    GROUP BY concept
    HAVING count(*) >= $reported
),
mechanism_axis AS MATERIALIZED (
    SELECT concept, count(*) AS n, min(unit, $shown) AS units
    FROM mechanism_in
    WHERE $mechanism = 0 OR concept = $mechanism
    GROUP BY concept
    HAVING count(*) >= $reported
),
pair AS (
    SELECT c.concept AS context, m.concept AS mechanism, c.unit, bool_or(m.fired) AS fired
    FROM context c
    JOIN mechanism m ON m.configuration = c.configuration
    GROUP BY c.concept, m.concept, c.unit
),
cell AS (
    SELECT
        context, mechanism, count(*) AS together, count(*) FILTER (NOT fired) AS unfired, min(unit, $shown) AS units
    FROM pair
    GROUP BY context, mechanism
),
within AS (
    SELECT c.concept AS context, m.concept AS mechanism, count(*) AS n
    FROM context_in c
    JOIN mechanism_in m ON m.unit = c.unit
    GROUP BY c.concept, m.concept
)
SELECT
    c.concept AS context, m.concept AS mechanism, c.n AS context_n, m.n AS mechanism_n, c.units AS context_units,
    m.units AS mechanism_units, coalesce(cell.together, 0) AS together, coalesce(cell.unfired, 0) AS unfired,
    coalesce(cell.units, []) AS units, coalesce(within.n, 0) AS within
FROM context_axis c
CROSS JOIN mechanism_axis m
LEFT JOIN cell ON cell.context = c.concept AND cell.mechanism = m.concept
LEFT JOIN within ON within.context = c.concept AND within.mechanism = m.concept
