--+ title: Which voices speak in which configurations, each by its place among all voices in their order
--+ kept: yes
WITH said AS MATERIALIZED (SELECT number AS configuration, unnest(voices) AS voice FROM configuration),
words AS (SELECT voice, row_number() OVER (ORDER BY voice) - 1 AS place FROM (SELECT DISTINCT voice FROM said))
SELECT s.configuration, w.place AS voice
FROM said s
JOIN words w ON w.voice = s.voice
