--+ title: The chosen studies with what a comparison shows of them, all or those that are needed
--+ uses: chosen
--+ kept: yes
SELECT s.study, s.label, s.year, c.unit_name, s.country, s.text_seen, s.synthesises
FROM study s
JOIN chosen c ON c.study = s.id
WHERE $needed IS NULL OR s.study IN (SELECT unnest($needed::VARCHAR[]))
ORDER BY s.study
