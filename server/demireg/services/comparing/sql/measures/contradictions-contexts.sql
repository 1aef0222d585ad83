--+ title: Contexts that can tell configurations apart: those that have an opposite, and those said to be absent anywhere
--+ kept: yes
WITH telling AS (
    SELECT concept FROM opposite
    UNION
    SELECT concept FROM fact WHERE role = 'context' AND NOT fired AND NOT ancestor
)
SELECT configuration, concept, fired AS there, fired AND NOT ancestor AS coded, NOT fired AND NOT ancestor AS absent
FROM fact
WHERE role = 'context' AND concept IN (SELECT concept FROM telling) AND (NOT $authors_only OR by_authors)
