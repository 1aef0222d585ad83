--+ title: Concepts that are coded as a context or as a mechanism anywhere, whether the mechanism worked or not
--+ kept: yes
SELECT DISTINCT role, concept
FROM fact
WHERE NOT ancestor AND concept IS NOT NULL AND (role = 'mechanism' OR (role = 'context' AND fired))
