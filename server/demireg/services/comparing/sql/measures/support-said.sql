--+ title: What the studies say on some propositions, one row per study
--+ uses: judged
--+ kept: yes
SELECT j.proposition, j.study_name, j.unit_name, j.synthesises, list_sort(list(DISTINCT t.stance)) AS stances
FROM judged j
JOIN stance t ON t.proposition = j.proposition AND t.study = j.study_name
WHERE list_contains($propositions::VARCHAR[], j.proposition)
GROUP BY ALL
