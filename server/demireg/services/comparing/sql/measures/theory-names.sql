--+ title: The names of a theory's propositions, in their order
--+ uses: propositions
--+ kept: yes
SELECT proposition FROM propositions ORDER BY place
