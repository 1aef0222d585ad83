--+ title: The names and labels of all concepts by their numbers
--+ kept: yes
SELECT id, concept AS name, label FROM concept
