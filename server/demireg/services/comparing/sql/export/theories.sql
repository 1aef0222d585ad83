--+ title: Theories, one row each
--+ column-theory: its identifier
--+ column-label: its name
SELECT theory, label
FROM theory
ORDER BY theory
