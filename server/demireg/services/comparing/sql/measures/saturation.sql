--+ title: What each study brought that no earlier one had, in the order of years
--+ summary: One row per study with a year; concepts are those it codes itself, worked or not. once and sightings count
--+ summary: units: concepts seen by one (once_concepts), and pairs of unit and concept; the
--+ summary: first row has these totals. The same answer as queries/compare/saturation.rq.
--+ uses: independent_facts
WITH ordered AS MATERIALIZED (
    SELECT study, study_name, unit, year, row_number() OVER (ORDER BY year, study_name) AS place
    FROM independent
    WHERE year IS NOT NULL
),
seen AS MATERIALIZED (
    SELECT DISTINCT o.place, o.unit, f.concept
    FROM independent_facts f
    JOIN ordered o ON o.study = f.study
    WHERE NOT f.ancestor AND f.role <> 'intervention' AND (f.fired OR f.role <> 'context')
        AND ($role = 'any' OR f.role = $role)
),
first AS MATERIALIZED (
    SELECT concept, min(place) AS place, count(DISTINCT unit) AS units
    FROM seen
    GROUP BY concept
),
new AS (
    SELECT f.place, count(*) AS new, list(c.concept ORDER BY c.concept) AS names
    FROM first f
    JOIN concept c ON c.id = f.concept
    GROUP BY f.place
),
totals AS MATERIALIZED (
    SELECT
        count(*) FILTER (units = 1) AS once, coalesce(sum(units), 0)::BIGINT AS sightings,
        coalesce(list(c.concept ORDER BY c.concept) FILTER (units = 1), []) AS once_concepts,
        if((SELECT count(*) FROM ordered) > 1, count(*) FILTER (f.place <= 2), NULL) AS base
    FROM first f
    JOIN concept c ON c.id = f.concept
),
own AS (SELECT place, count(*) AS concepts FROM seen GROUP BY place)
SELECT
    o.year, o.study_name AS study, coalesce(own.concepts, 0) AS concepts,
    if(own.concepts > 0, coalesce(new.new, 0), NULL) AS new,
    sum(coalesce(new.new, 0)) OVER (ORDER BY o.place)::BIGINT AS cumulative,
    if(own.concepts > 0 AND o.place > 2 AND t.base > 0, coalesce(new.new, 0) / t.base, NULL) AS ratio,
    coalesce(new.names, []) AS new_concepts, if(o.place = 1, t, NULL) AS totals
FROM ordered o
CROSS JOIN totals t
LEFT JOIN own ON own.place = o.place
LEFT JOIN new ON new.place = o.place
ORDER BY o.place
