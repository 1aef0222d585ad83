--+ title: What each concept of a pattern is a kind of, itself among them
--+ kept: yes
SELECT c.concept, list(a.concept) AS ancestors
FROM kind k
JOIN concept c ON c.id = k.concept
JOIN concept a ON a.id = k.ancestor
WHERE c.concept IN (SELECT concept FROM pattern)
GROUP BY c.concept
