--+ title: Pairs that the pattern of a proposition asks for, which units contradict and none supports
--+ summary: Against it speak contradicting stances and configurations with the opposed outcome (counter matches).
--+ kept: yes
--+ uses: independent
WITH asked AS MATERIALIZED (
    SELECT DISTINCT p.proposition, c.id AS context, m.id AS mechanism
    FROM pattern p
    JOIN pattern q ON q.pattern = p.pattern AND q.proposition = p.proposition
    JOIN concept c ON c.concept = p.concept
    JOIN concept m ON m.concept = q.concept
    WHERE p.role = 'context' AND q.role = 'mechanism'
),
said AS MATERIALIZED (
    SELECT DISTINCT s.proposition, s.study, s.against
    FROM (
        SELECT proposition, study, stance = 'contradicts' AS against
        FROM stance
        WHERE stance IN ('contradicts', 'corroborates', 'refines', 'extends', 'qualifies')
        UNION ALL
        SELECT proposition, study, TRUE FROM match WHERE kind = 'counter' AND profile = $profile
    ) s
    WHERE s.proposition IN (SELECT proposition FROM asked) AND s.study IN (SELECT study_name FROM independent)
),
refuted AS (SELECT proposition FROM said GROUP BY proposition HAVING bool_and(against)),
against AS (
    SELECT s.proposition, list(DISTINCT i.unit_name ORDER BY i.unit_name) AS names
    FROM said s
    JOIN refuted r ON r.proposition = s.proposition
    JOIN independent i ON i.study_name = s.study
    GROUP BY s.proposition
)
SELECT a.context, a.mechanism, a.proposition, g.names
FROM against g
JOIN asked a ON a.proposition = g.proposition
ORDER BY a.context, a.mechanism, a.proposition
