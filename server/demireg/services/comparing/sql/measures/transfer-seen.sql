--+ title: The studies that count once, each with its unit and how much of its text was read, by its place in the words
--+ uses: counted
--+ kept: yes
WITH words AS (
    SELECT word, row_number() OVER (ORDER BY word) AS place
    FROM (SELECT DISTINCT text_seen AS word FROM study WHERE text_seen IS NOT NULL)
)
SELECT c.study, c.unit, coalesce(w.place, 0) AS seen
FROM counted c
JOIN study s ON s.id = c.study
LEFT JOIN words w ON w.word = s.text_seen
