--+ title: Write the codes and labels by which concepts are known, one list per column
INSERT INTO alias
SELECT c.id, given.alias
FROM (SELECT unnest($concepts::VARCHAR[]) AS concept, unnest($aliases::VARCHAR[]) AS alias) given
JOIN concept c ON c.concept = given.concept
