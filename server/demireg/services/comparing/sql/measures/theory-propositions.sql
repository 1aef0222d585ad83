--+ title: The propositions of the theories asked for, in the order in which each theory states them
--+ summary: theories lists those asked for; NULL are all.
--+ kept: yes
SELECT t.theory, t.label, p.proposition, p.text
FROM theory t
LEFT JOIN proposition p ON p.theory = t.theory
WHERE $theories IS NULL OR list_contains($theories::VARCHAR[], t.theory)
ORDER BY t.theory, p.place, p.proposition
