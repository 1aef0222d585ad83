--+ title: In which roles each concept, or a kind of it, is coded anywhere
--+ kept: yes
SELECT DISTINCT concept, role FROM fact WHERE concept IS NOT NULL
