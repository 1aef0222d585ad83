--+ title: Which voices speak in which configurations, each by its place among all in the order of names
--+ uses: study_places
--+ kept: yes
WITH said AS MATERIALIZED (
    SELECT s.place << 16 | (k.number & 65535) AS configuration, unnest(k.voices) AS voice
    FROM configuration k
    JOIN study_places s ON s.id = k.study
),
words AS (SELECT voice, row_number() OVER (ORDER BY voice) - 1 AS place FROM (SELECT DISTINCT voice FROM said))
SELECT s.configuration, w.place AS voice
FROM said s
JOIN words w ON w.voice = s.voice
