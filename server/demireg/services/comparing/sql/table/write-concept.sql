--+ title: Give concepts numbers, in the order in which they come, if they have none; a number stays with its concept
INSERT INTO concept
SELECT (SELECT coalesce(max(id), 0) FROM concept) + row_number() OVER (ORDER BY given.place), given.concept, NULL
FROM (
    SELECT concept, min(place) AS place
    FROM (SELECT unnest($concepts::VARCHAR[]) AS concept, unnest(range(len($concepts::VARCHAR[]))) AS place)
    GROUP BY concept
) given
WHERE given.concept IS NOT NULL AND NOT EXISTS (SELECT 1 FROM concept held WHERE held.concept = given.concept)
