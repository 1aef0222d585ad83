--+ title: A theory's label and its propositions, in the theory's own order
--+ kept: yes
SELECT t.label, p.proposition, p.text
FROM theory t
LEFT JOIN proposition p ON p.theory = t.theory
WHERE t.theory = $theory
ORDER BY p.place, p.proposition
