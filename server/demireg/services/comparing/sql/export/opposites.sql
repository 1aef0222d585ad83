--+ title: Concepts that oppose each other, in both directions
--+ column-concept: the concept
--+ column-opposed: what it opposes
SELECT c.concept, o.concept AS opposed
FROM opposite t
JOIN concept c ON c.id = t.concept
JOIN concept o ON o.id = t.opposed
ORDER BY c.concept, o.concept
