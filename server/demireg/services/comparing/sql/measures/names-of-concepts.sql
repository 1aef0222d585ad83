--+ title: The names and labels of all concepts by their numbers
SELECT id, concept AS name, label FROM concept
