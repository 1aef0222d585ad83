--+ title: What the chosen studies say on the propositions of two theories, a proposition and stance a row
--+ summary: A study's several assessments of a proposition make one stance, by the rule of the method. Units and
--+ summary: configurations stand in one text each, apart by spaces, which is quicker than lists of thousands.
--+ uses: chosen
WITH said AS (
    SELECT
        t.proposition, t.study, p.theory = $theory AS of_first, p.place,
        bool_or(t.stance = 'contradicts') AS against,
        min(list_position(['refines', 'extends', 'qualifies', 'corroborates'], t.stance)) AS change,
        bool_or(t.stance = 'inconclusive') AS inconclusive,
        string_agg(array_to_string(t.configurations, ' '), ' ') AS basis
    FROM stance t
    JOIN proposition p ON p.proposition = t.proposition
    WHERE p.theory IN ($theory, $other)
    GROUP BY t.proposition, t.study, p.theory, p.place
)
SELECT
    s.of_first, s.proposition,
    CASE
        WHEN s.against THEN if(s.change IS NULL, 'contradicts', 'mixed')
        WHEN s.change IS NOT NULL THEN ['refines', 'extends', 'qualifies', 'corroborates'][s.change]
        ELSE if(s.inconclusive, 'inconclusive', 'silent')
    END AS stance,
    string_agg(DISTINCT c.unit_name, ' ') AS units, coalesce(string_agg(s.basis, ' '), '') AS configurations
FROM said s
JOIN chosen c ON c.study_name = s.study
GROUP BY ALL
ORDER BY s.of_first DESC, s.proposition, stance
