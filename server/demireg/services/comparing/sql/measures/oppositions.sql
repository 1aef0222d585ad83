--+ title: Which concepts oppose each other, by their places in the order of names, each two once
--+ uses: concept_places
--+ kept: yes
SELECT least(c.place, o.place) AS one, greatest(c.place, o.place) AS other
FROM opposite
JOIN concept_places c ON c.id = opposite.concept
JOIN concept_places o ON o.id = opposite.opposed
GROUP BY ALL
ORDER BY ALL
