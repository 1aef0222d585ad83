--+ title: What opposes a concept
--+ kept: yes
SELECT o.concept AS opposed
FROM opposite
JOIN concept c ON c.id = opposite.concept
JOIN concept o ON o.id = opposite.opposed
WHERE c.concept = $concept
ORDER BY opposed
