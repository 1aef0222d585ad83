--+ title: Configurations in which a mechanism stands with an outcome (side true) or with its opposite (side false)
--+ summary: On the first side the mechanism worked; on the other it worked or did not. A synthesis is left out where a
--+ summary: study that it synthesises is there itself.
--+ uses: facts
WITH given AS (
    SELECT (SELECT id FROM concept WHERE concept = $mechanism) AS mechanism,
        (SELECT id FROM concept WHERE concept = $outcome) AS outcome
),
worked AS (
    SELECT DISTINCT f.study, f.unit, f.configuration, f.fired
    FROM facts f, given
    WHERE f.role = 'mechanism' AND f.concept = given.mechanism
),
came AS (
    SELECT DISTINCT f.configuration, f.concept = given.outcome AS side
    FROM facts f, given
    WHERE f.role = 'outcome' AND f.fired AND (
        f.concept = given.outcome
        OR f.concept IN (SELECT opposed FROM opposite WHERE opposite.concept = given.outcome)
    )
),
both_sides AS (
    SELECT DISTINCT worked.study, worked.unit, worked.configuration, came.side
    FROM worked
    JOIN came ON came.configuration = worked.configuration
    WHERE worked.fired OR NOT came.side
)
SELECT b.study, b.unit, b.configuration, b.side
FROM both_sides b
JOIN chosen c ON c.study = b.study
WHERE NOT list_has_any(c.synthesises, (
    SELECT coalesce(list(DISTINCT study_name), []) FROM chosen WHERE study IN (SELECT study FROM both_sides)
))
