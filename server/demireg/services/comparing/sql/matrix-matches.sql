--+ title: Configurations that were inferred to match a theory's propositions, under one coding profile
SELECT m.proposition, m.study, m.kind, list_sort(list(DISTINCT m.configuration))
FROM match m
JOIN proposition p ON p.proposition = m.proposition
WHERE p.theory = $theory AND m.profile = $profile
GROUP BY m.proposition, m.study, m.kind
