--+ title: The contexts of every configuration, as they are coded; concept 0 is one without a code
--+ summary: Of configurations with the mechanism, the outcome and a match to the theory, where these are given. Studies
--+ summary: that do not count are left out by their number later, which is quicker.
--+ kept: yes
WITH matched AS (
    SELECT k.number
    FROM match m
    JOIN proposition p ON p.proposition = m.proposition
    JOIN configuration k ON k.configuration = m.configuration
    WHERE $theory <> '' AND p.theory = $theory AND m.profile = $profile AND m.kind = 'instantiates'
)
SELECT configuration, coalesce(concept, 0) AS concept, fired
FROM fact
WHERE role = 'context' AND ancestor IS NOT TRUE
    AND (NOT $authors_only OR by_authors OR concept IS NULL)
    AND ($mechanism = '' OR configuration IN (
        SELECT configuration FROM fact
        WHERE role = 'mechanism' AND concept = (SELECT id FROM concept WHERE concept = $mechanism)
            AND (NOT $authors_only OR by_authors)
    ))
    AND ($outcome = '' OR configuration IN (
        SELECT configuration FROM fact
        WHERE role = 'outcome' AND concept = (SELECT id FROM concept WHERE concept = $outcome)
            AND (NOT $authors_only OR by_authors)
    ))
    AND ($theory = '' OR configuration IN (SELECT number FROM matched))
    AND ($stages IS NULL OR configuration IN (
        SELECT number FROM configuration WHERE list_has_any(stages, $stages::VARCHAR[])
    ))
