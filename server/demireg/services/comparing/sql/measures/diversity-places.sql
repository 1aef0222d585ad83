--+ title: The sites, countries and service models of studies, as they word them
SELECT id AS study, 'sites' AS what, unnest(sites) AS word FROM study
UNION ALL
SELECT id, 'countries', unnest(countries) FROM study
UNION ALL
SELECT id, 'models', unnest(models) FROM study
