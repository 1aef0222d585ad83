--+ title: What the patterns of propositions ask for, one row per concept
--+ column-pattern: its identifier; a proposition may have several
--+ column-proposition: the proposition
--+ column-theory: the theory
--+ column-role: context, intervention, mechanism or outcome
--+ column-concept: what must be there in that role
SELECT pattern, proposition, theory, role, concept
FROM pattern
ORDER BY pattern, role, concept
