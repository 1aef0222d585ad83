--+ title: The studies that count, and the unit of each: its programme, or itself where studies are counted
--+ summary: unit is a number, unit_name its name. A filter that is NULL leaves nothing out.
SELECT
    id AS study, study AS study_name, label, year,
    CASE WHEN $unit = 'study' THEN id ELSE programme_id END AS unit,
    CASE WHEN $unit = 'study' THEN study ELSE programme END AS unit_name,
    countries, models, designs, synthesises
FROM study
WHERE ($studies IS NULL OR list_contains($studies::VARCHAR[], study))
    AND ($without IS NULL OR NOT list_contains($without::VARCHAR[], study))
    AND ($programmes IS NULL OR list_contains($programmes::VARCHAR[], programme))
    AND ($countries IS NULL OR list_has_any($countries::VARCHAR[], countries))
    AND ($models IS NULL OR list_has_any($models::VARCHAR[], models))
    AND ($designs IS NULL OR list_has_any($designs::VARCHAR[], designs))
    AND ($seen IS NULL OR list_contains($seen::VARCHAR[], text_seen))
    AND ($since IS NULL OR year >= $since)
    AND ($until IS NULL OR year <= $until)
