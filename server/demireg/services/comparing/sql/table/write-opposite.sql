--+ title: Write what concepts oppose, one list per column
INSERT INTO opposite
SELECT c.id, o.id
FROM (SELECT unnest($concepts::VARCHAR[]) AS concept, unnest($opposed::VARCHAR[]) AS opposed) given
JOIN concept c ON c.concept = given.concept
JOIN concept o ON o.concept = given.opposed
