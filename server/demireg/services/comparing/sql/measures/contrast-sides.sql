--+ title: All units on each side of a contrast
--+ uses: contrast_sided
SELECT s.side, list(DISTINCT c.unit_name ORDER BY c.unit_name) AS names
FROM contrast_sided s
JOIN chosen c ON c.study = s.study
GROUP BY s.side
