--+ title: The propositions of a theory, in their order
SELECT proposition, text FROM proposition WHERE theory = $theory ORDER BY place, proposition
