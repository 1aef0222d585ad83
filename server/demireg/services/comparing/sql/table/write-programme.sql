--+ title: Give programmes numbers, in the order in which they come, if they have none
INSERT INTO programme
SELECT (SELECT coalesce(max(id), 0) FROM programme) + row_number() OVER (ORDER BY given.place), given.programme
FROM (
    SELECT programme, min(place) AS place
    FROM (SELECT unnest($programmes::VARCHAR[]) AS programme, unnest(range(len($programmes::VARCHAR[]))) AS place)
    GROUP BY programme
) given
WHERE NOT EXISTS (SELECT 1 FROM programme held WHERE held.programme = given.programme)
