--+ title: The place of each concept among all by name, from 1, whatever its number
SELECT id, concept, label, row_number() OVER (ORDER BY concept) AS place FROM concept
