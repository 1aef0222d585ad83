--+ title: What each concept of a pattern is a kind of, itself among them
SELECT c.concept, list(a.concept) AS ancestors
FROM concept c
JOIN kind k ON k.concept = c.id
JOIN concept a ON a.id = k.ancestor
WHERE c.concept IN (SELECT DISTINCT concept FROM pattern)
GROUP BY c.concept
