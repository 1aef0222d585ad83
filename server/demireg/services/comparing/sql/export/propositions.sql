--+ title: Propositions of theories, one row each
--+ column-proposition: its identifier
--+ column-theory: its theory
--+ column-place: its place in the theory
--+ column-text: what it says
SELECT proposition, theory, place, text
FROM proposition
ORDER BY theory, place, proposition
