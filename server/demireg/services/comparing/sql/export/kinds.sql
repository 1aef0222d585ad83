--+ title: What concepts are a kind of, one row per pair, each of itself too
--+ column-concept: the concept
--+ column-ancestor: what it is a kind of
SELECT c.concept, a.concept AS ancestor
FROM kind k
JOIN concept c ON c.id = k.concept
JOIN concept a ON a.id = k.ancestor
ORDER BY c.concept, a.concept
