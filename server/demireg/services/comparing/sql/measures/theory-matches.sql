--+ title: What all configurations match of a theory, by number; propositions by their place among the theory's names
--+ summary: One row per configuration and proposition: whether it matches in full, with an opposed outcome, or in part.
--+ uses: propositions
--+ kept: yes
SELECT
    k.number AS configuration, p.place AS proposition, bool_or(m.kind = 'instantiates') AS in_full,
    bool_or(m.kind = 'counter') AS counter, bool_or(m.kind = 'partly') AS partly
FROM match m
JOIN propositions p ON p.proposition = m.proposition
JOIN configuration k ON k.configuration = m.configuration
WHERE m.profile = $profile
GROUP BY ALL
ORDER BY ALL
