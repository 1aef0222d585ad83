--+ title: The names of units by their numbers
--+ uses: chosen
SELECT unit, any_value(unit_name) AS name
FROM chosen
WHERE unit IN (SELECT unnest($numbers::INTEGER[]))
GROUP BY unit
ORDER BY name
