--+ title: How many studies count, and how many units
--+ uses: chosen
--+ kept: yes
SELECT count(*) AS studies, count(DISTINCT unit) AS units FROM chosen
