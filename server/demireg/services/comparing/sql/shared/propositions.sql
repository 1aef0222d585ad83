--+ title: The propositions of a theory, each with its place in the order of their names
SELECT proposition, row_number() OVER (ORDER BY proposition) - 1 AS place FROM proposition WHERE theory = $theory
