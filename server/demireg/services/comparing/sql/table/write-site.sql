--+ title: Write the contexts of a study's site
INSERT INTO site
SELECT $id, c.id
FROM (SELECT unnest($concepts::VARCHAR[]) AS concept) given
JOIN concept c ON c.concept = given.concept
