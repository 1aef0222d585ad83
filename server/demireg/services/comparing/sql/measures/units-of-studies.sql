--+ title: The studies that count without syntheses of what is there itself, each with the number of its unit
--+ uses: independent
--+ kept: yes
SELECT study, unit FROM independent
