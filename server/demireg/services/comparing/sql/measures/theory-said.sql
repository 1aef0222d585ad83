--+ title: What all studies say on a theory, by number; propositions by their place among the theory's names
--+ summary: strongest counts from refines, the strongest change, to silent; 0 is none of these.
--+ uses: propositions
--+ kept: yes
SELECT
    p.place AS proposition, s.id AS study, bool_or(t.stance = 'contradicts') AS against,
    coalesce(min(list_position(
        ['refines', 'extends', 'qualifies', 'corroborates', 'inconclusive', 'silent'], t.stance
    )), 0) AS strongest
FROM stance t
JOIN propositions p ON p.proposition = t.proposition
JOIN study s ON s.study = t.study
GROUP BY ALL
ORDER BY ALL
