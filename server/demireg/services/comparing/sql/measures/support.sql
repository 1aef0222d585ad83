--+ title: How many units take which side on each proposition of a theory
--+ summary: One row per proposition and stance of a unit, with the units. Companions are one unit; a synthesis does not
--+ summary: count beside its own sources, and its unit is empty where nothing else of it says anything.
--+ uses: judged
WITH units AS (
    SELECT
        proposition, unit, unit_name, bool_and(repeats) AS emptied,
        coalesce(bool_or(against) FILTER (NOT repeats), FALSE) AS against,
        coalesce(bool_or(for_it) FILTER (NOT repeats), FALSE) AS for_it,
        min(strongest) FILTER (NOT repeats) AS strongest
    FROM judged
    GROUP BY proposition, unit, unit_name
),
-- A unit is emptied only where every study of it is left out; those that say nothing at all do not empty it.
others AS (
    SELECT u.proposition, u.unit
    FROM units u
    JOIN chosen c ON c.unit = u.unit
    WHERE u.emptied AND NOT EXISTS (
        SELECT 1 FROM judged j WHERE j.proposition = u.proposition AND j.study_name = c.study_name
    )
)
SELECT
    u.proposition,
    CASE
        WHEN u.emptied AND u.unit IN (SELECT o.unit FROM others o WHERE o.proposition = u.proposition) THEN 'not_assessed'
        WHEN u.emptied THEN 'emptied'
        WHEN u.against AND u.for_it THEN 'mixed'
        WHEN u.against THEN 'contradicts'
        ELSE ['refines', 'extends', 'qualifies', 'corroborates', 'inconclusive', 'silent'][u.strongest]
    END AS stance,
    count(*) AS units, list(u.unit_name ORDER BY u.unit_name) AS unit_names
FROM units u
GROUP BY ALL
ORDER BY u.proposition, stance
