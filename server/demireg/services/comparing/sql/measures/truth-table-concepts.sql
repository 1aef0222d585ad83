--+ title: What is known of the concepts of a truth table: labels, roles in which each is coded, kinds and opposites
WITH named AS (SELECT id, concept, label FROM concept WHERE list_contains($names::VARCHAR[], concept)),
roles AS (
    SELECT f.concept AS id, list(DISTINCT f.role ORDER BY f.role) AS roles
    FROM fact f
    WHERE f.concept IN (SELECT id FROM named)
    GROUP BY f.concept
)
SELECT
    n.concept, coalesce(n.label, n.concept) AS label, coalesce(r.roles, []) AS roles,
    (SELECT coalesce(list(c.concept ORDER BY c.concept), [])
        FROM kind k JOIN concept c ON c.id = k.concept WHERE k.ancestor = n.id AND k.concept <> n.id) AS kinds,
    (SELECT coalesce(list(c.concept ORDER BY c.concept), [])
        FROM opposite o JOIN concept c ON c.id = o.concept WHERE o.opposed = n.id) AS opposites
FROM named n
LEFT JOIN roles r ON r.id = n.id
