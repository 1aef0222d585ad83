--+ title: What all support of a theory rests on, by number; propositions by their place among the theory's names
--+ summary: One row per assessment that supports and configuration, which is a number, or a name where it is not in the
--+ summary: table, and NULL where there is none.
--+ uses: propositions
--+ kept: yes
WITH behind AS (
    SELECT p.place AS proposition, s.id AS study, unnest(
        CASE WHEN len(t.configurations) = 0 THEN [NULL] ELSE t.configurations END
    ) AS name
    FROM stance t
    JOIN propositions p ON p.proposition = t.proposition
    JOIN study s ON s.study = t.study
    WHERE t.stance NOT IN ('contradicts', 'silent', 'inconclusive')
)
SELECT b.proposition, b.study, k.number, CASE WHEN k.number IS NULL THEN b.name END AS name
FROM behind b
LEFT JOIN configuration k ON k.configuration = b.name
ORDER BY b.proposition, b.study
