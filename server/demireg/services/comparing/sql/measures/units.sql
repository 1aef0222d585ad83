--+ title: The names of units, by number
--+ uses: chosen
SELECT DISTINCT unit, unit_name FROM chosen WHERE unit IN (SELECT unnest($numbers::INTEGER[]))
