--+ title: Concepts of the vocabulary, one row each
--+ column-concept: its name
--+ column-label: its preferred label
SELECT concept, label
FROM concept
ORDER BY concept
