--+ title: How many units are chosen
--+ uses: chosen
--+ kept: yes
SELECT count(DISTINCT unit) AS units FROM chosen
