--+ title: Which concepts oppose each other, by number, each two once
--+ kept: yes
SELECT least(concept, opposed) AS one, greatest(concept, opposed) AS other
FROM opposite
GROUP BY ALL
ORDER BY ALL
