--+ title: How each study bears on each proposition of a theory
--+ summary: The same answer as queries/compare/stance-matrix.rq, from the comparison table.
WITH said AS (
    SELECT
        proposition, study, list_sort(list(DISTINCT stance)) AS stances,
        list_sort(list_distinct(flatten(list(configurations)))) AS basis,
        bool_or(stance = 'contradicts') AS against,
        bool_or(stance IN ('refines', 'extends', 'qualifies', 'corroborates')) AS supported,
        min(CASE stance
            WHEN 'refines' THEN 1 WHEN 'extends' THEN 2 WHEN 'qualifies' THEN 3 WHEN 'corroborates' THEN 4
            WHEN 'inconclusive' THEN 5 WHEN 'silent' THEN 6
        END) AS strongest
    FROM stance
    GROUP BY proposition, study
)
SELECT
    p.proposition, s.study,
    CASE
        WHEN said.study IS NULL THEN 'not_assessed'
        WHEN said.against AND said.supported THEN 'mixed'
        WHEN said.against THEN 'contradicts'
        ELSE ['refines', 'extends', 'qualifies', 'corroborates', 'inconclusive', 'silent'][said.strongest]
    END AS stance,
    coalesce(said.stances, []) AS stances,
    coalesce(said.basis, []) AS basis
FROM proposition p
CROSS JOIN study s
LEFT JOIN said ON said.proposition = p.proposition AND said.study = s.study
WHERE p.theory = $theory
ORDER BY p.place, p.proposition, s.study
