--+ title: What each study says on each proposition of every theory, where it says anything
SELECT proposition, study, list_sort(list(DISTINCT stance)) AS stances
FROM stance
GROUP BY proposition, study
