--+ title: All concepts by number
--+ kept: yes
SELECT id, concept, coalesce(label, concept) AS label FROM concept
