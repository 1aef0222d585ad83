--+ title: Write the rows of studies, one list per column
INSERT INTO study
SELECT
    given.id, given.study, given.label, given.year, given.programme, p.id, given.country, given.text_seen,
    given.synthesises, given.countries, given.models, given.designs, given.sites
FROM (
    SELECT
        unnest($ids::INTEGER[]) AS id, unnest($study::VARCHAR[]) AS study, unnest($label::VARCHAR[]) AS label,
        unnest($year::INTEGER[]) AS year, unnest($programme::VARCHAR[]) AS programme,
        unnest($country::VARCHAR[]) AS country, unnest($text_seen::VARCHAR[]) AS text_seen,
        unnest($synthesises::VARCHAR[][]) AS synthesises, unnest($countries::VARCHAR[][]) AS countries,
        unnest($models::VARCHAR[][]) AS models, unnest($designs::VARCHAR[][]) AS designs,
        unnest($sites::VARCHAR[][]) AS sites
) given
JOIN programme p ON p.programme = given.programme
ORDER BY given.id
