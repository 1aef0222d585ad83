--+ title: Give concepts numbers, if they have none; a number stays with its concept
INSERT INTO concept
SELECT (SELECT coalesce(max(id), 0) FROM concept) + row_number() OVER (ORDER BY given.concept), given.concept, NULL
FROM (SELECT DISTINCT unnest($concepts::VARCHAR[]) AS concept) given
WHERE given.concept IS NOT NULL AND NOT EXISTS (SELECT 1 FROM concept held WHERE held.concept = given.concept)
