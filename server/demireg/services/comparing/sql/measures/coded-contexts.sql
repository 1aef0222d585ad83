--+ title: Concepts that are coded as a context anywhere, of sites too where asked for
--+ kept: yes
SELECT DISTINCT concept FROM fact WHERE role = 'context' AND fired AND NOT ancestor
UNION
SELECT concept FROM site WHERE $site
