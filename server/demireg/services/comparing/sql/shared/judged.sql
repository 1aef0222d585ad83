--+ title: What each chosen study says on each proposition of a theory, as the rule of the method makes one of several
--+ summary: for_it, against: whether it counts on that side; repeats: a synthesis left out because a study that it
--+ summary: synthesises addresses the proposition itself.
--+ uses: chosen
WITH said AS (
    SELECT
        t.proposition, t.study AS study_name,
        bool_or(t.stance = 'contradicts') AS against,
        bool_or(t.stance IN ('refines', 'extends', 'qualifies', 'corroborates')) AS for_it,
        min(CASE t.stance
            WHEN 'refines' THEN 1 WHEN 'extends' THEN 2 WHEN 'qualifies' THEN 3 WHEN 'corroborates' THEN 4
            WHEN 'inconclusive' THEN 5 WHEN 'silent' THEN 6
        END) AS strongest
    FROM stance t
    JOIN proposition p ON p.proposition = t.proposition
    WHERE p.theory = $theory
    GROUP BY t.proposition, t.study
),
named AS (
    SELECT said.*, c.unit, c.unit_name, c.synthesises
    FROM said
    JOIN chosen c ON c.study_name = said.study_name
),
repeating AS (
    SELECT DISTINCT s.proposition, s.study_name
    FROM (
        SELECT proposition, study_name, unnest(synthesises) AS source
        FROM named
        WHERE (against OR for_it) AND len(synthesises) > 0
    ) s
    JOIN named o ON o.proposition = s.proposition AND o.study_name = s.source AND (o.against OR o.for_it)
    WHERE s.source <> s.study_name
)
SELECT n.*, r.study_name IS NOT NULL AS repeats
FROM named n
LEFT JOIN repeating r ON r.proposition = n.proposition AND r.study_name = n.study_name
