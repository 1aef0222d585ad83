--+ title: On which configurations all stances on a theory rest; propositions by their place among the theory's names
--+ uses: propositions
--+ kept: yes
SELECT DISTINCT p.place AS proposition, s.id AS study, unnest(t.configurations) AS configuration
FROM stance t
JOIN propositions p ON p.proposition = t.proposition
JOIN study s ON s.study = t.study
ORDER BY ALL
