--+ title: How many units are chosen
--+ uses: chosen
SELECT count(DISTINCT unit) AS units FROM chosen
