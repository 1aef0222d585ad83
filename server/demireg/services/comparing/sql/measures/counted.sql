--+ title: The studies that count once, each with the number of its unit
--+ uses: counted
--+ kept: yes
SELECT study, unit FROM counted
