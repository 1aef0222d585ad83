--+ title: What the chosen studies say on the propositions of a theory, where they say anything
--+ summary: The same as queries/compare/stance-matrix.rq, without the cells of which nobody judged anything.
--+ uses: chosen
SELECT
    t.proposition, t.study, list_sort(list(DISTINCT t.stance)) AS stances,
    list_sort(list_distinct(flatten(list(t.configurations)))) AS basis
FROM stance t
JOIN proposition p ON p.proposition = t.proposition
JOIN chosen c ON c.study_name = t.study
WHERE p.theory = $theory
GROUP BY t.proposition, t.study
