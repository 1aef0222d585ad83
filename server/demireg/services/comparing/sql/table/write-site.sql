--+ title: Write the contexts of studies' sites, one list per column
INSERT INTO site
SELECT given.id, c.id
FROM (SELECT unnest($ids::INTEGER[]) AS id, unnest($concepts::VARCHAR[]) AS concept) given
JOIN concept c ON c.concept = given.concept
