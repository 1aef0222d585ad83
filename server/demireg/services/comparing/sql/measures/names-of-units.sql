--+ title: The names of all units by their numbers, in the order of names
SELECT DISTINCT
    CASE WHEN $unit = 'study' THEN id ELSE programme_id END AS unit,
    CASE WHEN $unit = 'study' THEN study ELSE programme END AS name
FROM study
ORDER BY name
