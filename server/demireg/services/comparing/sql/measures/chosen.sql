--+ title: The studies that count, each with its unit
--+ uses: chosen
SELECT study_name, unit_name FROM chosen ORDER BY study_name
