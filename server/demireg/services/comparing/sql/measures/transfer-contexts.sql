--+ title: The contexts of every configuration that counts, as they are coded; concept 0 is one without a code
--+ summary: Of configurations with the mechanism, the outcome and a match to the theory, where these are given.
--+ uses: facts counted
WITH wanted AS (
    SELECT configuration FROM facts
    WHERE $mechanism <> '' AND role = 'mechanism' AND concept = (SELECT id FROM concept WHERE concept = $mechanism)
),
reached AS (
    SELECT configuration FROM facts
    WHERE $outcome <> '' AND role = 'outcome' AND concept = (SELECT id FROM concept WHERE concept = $outcome)
),
matched AS (
    SELECT k.number
    FROM match m
    JOIN proposition p ON p.proposition = m.proposition
    JOIN configuration k ON k.configuration = m.configuration
    WHERE $theory <> '' AND p.theory = $theory AND m.profile = $profile AND m.kind = 'instantiates'
),
said AS (
    SELECT configuration, study, concept, fired FROM facts WHERE role = 'context' AND NOT ancestor
    UNION ALL
    SELECT configuration, study, 0, fired FROM fact WHERE role = 'context' AND concept IS NULL
)
SELECT s.configuration, s.concept, s.fired
FROM said s
WHERE s.study IN (SELECT study FROM counted)
    AND ($mechanism = '' OR s.configuration IN (SELECT configuration FROM wanted))
    AND ($outcome = '' OR s.configuration IN (SELECT configuration FROM reached))
    AND ($theory = '' OR s.configuration IN (SELECT number FROM matched))
    AND ($stages IS NULL OR s.configuration IN (
        SELECT number FROM configuration WHERE list_has_any(stages, $stages::VARCHAR[])
    ))
