--+ title: What configurations match of two theories: a configuration and proposition a row
--+ summary: of_first tells the propositions of $theory from those of $other; a match is full, counter or only in part,
--+ summary: which is neither. A synthesis is left out where a study that it synthesises is there itself.
--+ uses: chosen
SELECT
    m.configuration, p.theory = $theory AS of_first, m.proposition, any_value(c.unit_name) AS unit,
    any_value(m.study) AS study, bool_or(m.kind = 'instantiates') AS in_full, bool_or(m.kind = 'counter') AS counter
FROM match m
JOIN proposition p ON p.proposition = m.proposition
JOIN chosen c ON c.study_name = m.study
WHERE m.profile = $profile
    AND p.theory IN ($theory, $other)
    AND ($stages IS NULL OR m.configuration IN (
        SELECT configuration FROM configuration WHERE list_has_any(stages, $stages::VARCHAR[])
    ))
    AND (len(c.synthesises) = 0 OR NOT list_has_any(c.synthesises, (SELECT list(study_name) FROM chosen)))
GROUP BY m.configuration, p.theory, m.proposition
