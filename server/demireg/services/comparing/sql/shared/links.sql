--+ title: Mechanisms beside outcomes that count: of chosen studies, under the profile, in configurations of the stages
--+ summary: One row per configuration, mechanism and outcome, kinds too; the outcome is NULL where none is coded.
--+ uses: chosen
--+ inline: yes
SELECT
    l.study, c.unit, l.configuration, l.mechanism, l.fired, l.mechanism_kind,
    CASE WHEN NOT $authors_only OR l.outcome_by_authors THEN l.outcome END AS outcome, l.reached, l.outcome_kind
FROM link l
JOIN chosen c ON c.study = l.study
WHERE (NOT $authors_only OR l.mechanism_by_authors)
    AND ($stages IS NULL OR l.configuration IN (
        SELECT number FROM configuration WHERE list_has_any(stages, $stages::VARCHAR[])
    ))
