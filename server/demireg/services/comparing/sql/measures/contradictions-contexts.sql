--+ title: Contexts that can tell configurations apart: those that have an opposite, and those said to be absent anywhere
--+ uses: facts
WITH telling AS (
    SELECT concept FROM opposite
    UNION
    SELECT concept FROM fact WHERE role = 'context' AND NOT fired AND NOT ancestor
)
SELECT configuration, concept, bool_or(fired) AS there, bool_or(fired AND NOT ancestor) AS coded,
    bool_or(NOT fired AND NOT ancestor) AS absent
FROM facts
WHERE role = 'context' AND concept IN (SELECT concept FROM telling)
GROUP BY configuration, concept
