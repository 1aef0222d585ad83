--+ title: The contexts of every configuration, as they are coded; concept 0 is one without a code
--+ summary: Concepts and configurations are given by their places in the order of names.
--+ summary: Of configurations with the mechanism, the outcome and a match to the theory, where these are given. Studies
--+ summary: that do not count are left out by their number later, which is quicker.
--+ uses: study_places concept_places
--+ kept: yes
WITH matched AS (
    SELECT k.number
    FROM match m
    JOIN proposition p ON p.proposition = m.proposition
    JOIN configuration k ON k.configuration = m.configuration
    WHERE $theory <> '' AND p.theory = $theory AND m.profile = $profile AND m.kind = 'instantiates'
)
SELECT s.place << 16 | (f.configuration & 65535) AS configuration, coalesce(c.place, 0) AS concept, fired
FROM fact f
JOIN study_places s ON s.id = f.study
LEFT JOIN concept_places c ON c.id = f.concept
WHERE role = 'context' AND ancestor IS NOT TRUE
    AND (NOT $authors_only OR by_authors OR f.concept IS NULL)
    AND ($mechanism = '' OR f.configuration IN (
        SELECT configuration FROM fact
        WHERE role = 'mechanism' AND concept = (SELECT id FROM concept WHERE concept = $mechanism)
            AND (NOT $authors_only OR by_authors)
    ))
    AND ($outcome = '' OR f.configuration IN (
        SELECT configuration FROM fact
        WHERE role = 'outcome' AND concept = (SELECT id FROM concept WHERE concept = $outcome)
            AND (NOT $authors_only OR by_authors)
    ))
    AND ($theory = '' OR f.configuration IN (SELECT number FROM matched))
    AND ($stages IS NULL OR f.configuration IN (
        SELECT number FROM configuration WHERE list_has_any(stages, $stages::VARCHAR[])
    ))
