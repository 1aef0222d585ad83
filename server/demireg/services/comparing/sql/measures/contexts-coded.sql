--+ title: The contexts that are coded of each configuration, without what they are kinds of
--+ kept: yes
SELECT DISTINCT configuration, concept
FROM fact
WHERE role = 'context' AND fired AND NOT ancestor AND (NOT $authors_only OR by_authors)
