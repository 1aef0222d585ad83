--+ title: Those of some studies that count
--+ uses: chosen
SELECT study_name AS study FROM chosen WHERE list_contains($among::VARCHAR[], study_name) ORDER BY study_name
