--+ title: What a matrix shows of the chosen studies, each with its number, in the order of their names
--+ uses: chosen
--+ kept: yes
SELECT s.id AS number, s.study AS id, s.label, s.year, c.unit_name AS programme, s.country, s.text_seen, s.synthesises
FROM study s
JOIN chosen c ON c.study = s.id
ORDER BY s.study
