--+ title: The names of some units
--+ uses: chosen
SELECT DISTINCT unit, unit_name FROM chosen WHERE list_contains($units::INTEGER[], unit)
