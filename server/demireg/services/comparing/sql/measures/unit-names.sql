--+ title: The names of some units
--+ uses: chosen
SELECT DISTINCT unit, unit_name FROM chosen WHERE unit IN (SELECT unnest($units::INTEGER[]))
