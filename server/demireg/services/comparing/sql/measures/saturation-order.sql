--+ title: The studies that count, in the order of years, then of names
--+ uses: independent
--+ kept: yes
SELECT study, study_name, unit, year FROM independent WHERE year IS NOT NULL ORDER BY year, study_name
