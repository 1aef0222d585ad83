--+ title: Configurations by mechanism that worked and outcome that came, where the opposed outcome came as well
--+ summary: One row per configuration, mechanism and outcome; told apart by whether it is coded so or only a kind of it.
--+ uses: counted
--+ kept: yes
WITH opposed AS MATERIALIZED (
    SELECT DISTINCT l.mechanism, o.opposed AS outcome
    FROM (SELECT DISTINCT mechanism, outcome FROM link WHERE fired AND reached) l
    JOIN opposite o ON o.concept = l.outcome
),
reached AS MATERIALIZED (
    SELECT l.mechanism, l.outcome, l.configuration, l.study, NOT l.mechanism_kind AS worked, NOT l.outcome_kind AS came
    FROM link l
    JOIN opposed o ON o.mechanism = l.mechanism AND o.outcome = l.outcome
    WHERE l.fired AND l.reached
        AND ($mechanism = '' OR l.mechanism = (SELECT id FROM concept WHERE concept = $mechanism))
        AND (NOT $authors_only OR (l.mechanism_by_authors AND l.outcome_by_authors))
        AND ($stages IS NULL OR l.configuration IN (
            SELECT number FROM configuration WHERE list_has_any(stages, $stages::VARCHAR[])
        ))
)
SELECT r.mechanism, r.outcome, r.configuration, r.study, c.unit, r.worked, r.came
FROM reached r
JOIN counted c ON c.study = r.study
ORDER BY r.mechanism
