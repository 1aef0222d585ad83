--+ title: All concepts by their places in the order of names
--+ uses: concept_places
--+ kept: yes
SELECT id, place, concept, coalesce(label, concept) AS label FROM concept_places ORDER BY place
