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
said AS (
    SELECT proposition, study, stance = 'contradicts' AS against
    FROM stance
    WHERE stance IN ('contradicts', 'corroborates', 'refines', 'extends', 'qualifies')
    UNION ALL
    SELECT proposition, study, TRUE FROM match WHERE kind = 'counter' AND profile = $profile
)
SELECT
    a.context, a.mechanism, a.proposition, list(DISTINCT i.unit_name ORDER BY i.unit_name) AS names
FROM said s
JOIN independent i ON i.study_name = s.study
JOIN asked a ON a.proposition = s.proposition
GROUP BY a.context, a.mechanism, a.proposition
HAVING bool_and(s.against)
