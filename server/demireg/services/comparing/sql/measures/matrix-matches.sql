--+ title: Configurations of the chosen studies that were inferred to match a theory's propositions
--+ uses: chosen
SELECT m.proposition, m.study, m.kind, list_sort(list(DISTINCT m.configuration)) AS configurations
FROM match m
JOIN proposition p ON p.proposition = m.proposition
JOIN chosen c ON c.study_name = m.study
WHERE p.theory = $theory AND m.profile = $profile
GROUP BY m.proposition, m.study, m.kind
