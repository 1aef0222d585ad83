--+ title: The studies of each programme
SELECT programme, list(study ORDER BY study) AS studies FROM study GROUP BY programme ORDER BY programme
