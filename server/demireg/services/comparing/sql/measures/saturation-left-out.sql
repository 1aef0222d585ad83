--+ title: Studies that stand in no order of years: those without a year, and syntheses of what is there itself
--+ uses: independent
--+ kept: yes
SELECT c.study_name AS study, if(i.study IS NULL, 'synthesis', 'no year') AS why
FROM chosen c
LEFT JOIN independent i ON i.study = c.study
WHERE i.study IS NULL OR i.year IS NULL
ORDER BY c.study_name
