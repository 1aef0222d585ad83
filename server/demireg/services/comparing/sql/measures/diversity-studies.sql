--+ title: The sites, countries and service models of studies, as they word them
--+ uses: chosen
SELECT c.study, c.countries, c.models, s.sites
FROM chosen c
JOIN study s ON s.id = c.study
WHERE c.study IN (SELECT unnest($numbers::INTEGER[]))
