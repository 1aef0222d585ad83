--+ title: Configurations as lines: each coded part with its role and whether it was there
--+ summary: One row per configuration and coded part, in the order of the parts; uncoded parts are counted by a null.
SELECT k.configuration, k.title, s.label AS study, f.role, c.concept, c.label, f.fired
FROM configuration k
JOIN study s ON s.id = k.study
LEFT JOIN fact f ON f.configuration = k.number AND NOT f.ancestor
LEFT JOIN concept c ON c.id = f.concept
WHERE k.configuration IN (SELECT unnest($configurations::VARCHAR[]))
ORDER BY k.configuration, f.part
