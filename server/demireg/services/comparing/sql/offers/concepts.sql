--+ title: Concepts that parts are coded with, in one role or in any
--+ summary: A concept is in use where a part is coded with it or with a kind of it.
SELECT c.concept AS name, coalesce(c.label, c.concept) AS label
FROM concept c
WHERE c.id IN (SELECT DISTINCT concept FROM fact WHERE $role = '' OR role = $role)
ORDER BY label, name
