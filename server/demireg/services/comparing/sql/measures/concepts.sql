--+ title: All concepts by number
SELECT id, concept, coalesce(label, concept) AS label FROM concept
