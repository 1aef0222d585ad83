--+ title: The chosen studies, each with its unit, by number
--+ uses: chosen
--+ kept: yes
SELECT study, unit FROM chosen ORDER BY study
