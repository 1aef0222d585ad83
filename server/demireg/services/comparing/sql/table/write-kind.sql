--+ title: Write what concepts are a kind of, one list per column
INSERT INTO kind
SELECT c.id, a.id
FROM (SELECT unnest($concepts::VARCHAR[]) AS concept, unnest($ancestors::VARCHAR[]) AS ancestor) given
JOIN concept c ON c.concept = given.concept
JOIN concept a ON a.concept = given.ancestor
