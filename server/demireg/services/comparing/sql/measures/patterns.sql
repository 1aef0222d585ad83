--+ title: Configurations with the coded context, mechanism and outcome of each, all of which came about
--+ summary: At least one row per configuration and triple. Filter concepts count their kinds. A synthesis is left
--+ summary: out where a study that it synthesises is chosen and has configurations.
--+ uses: links
WITH kinds AS MATERIALIZED (
    SELECT k.concept, c.concept AS ancestor FROM kind k JOIN concept c ON c.id = k.ancestor
    WHERE c.concept IN ($context, $mechanism, $outcome)
),
repeated AS MATERIALIZED (
    SELECT synthesis.study
    FROM (SELECT study, unnest(synthesises) AS name FROM chosen WHERE len(synthesises) > 0) synthesis
    JOIN chosen source ON source.study_name = synthesis.name
    WHERE source.study IN (SELECT study FROM configuration)
)
SELECT l.unit, l.configuration, f.concept AS context, l.mechanism, l.outcome
FROM links l
JOIN fact f ON f.configuration = l.configuration
WHERE l.fired AND l.reached AND NOT l.mechanism_kind AND NOT l.outcome_kind AND l.outcome IS NOT NULL
    AND f.role = 'context' AND f.fired AND NOT f.ancestor AND (NOT $authors_only OR f.by_authors)
    AND l.study NOT IN (SELECT study FROM repeated)
    AND ($context = '' OR f.concept IN (SELECT concept FROM kinds WHERE ancestor = $context))
    AND ($mechanism = '' OR l.mechanism IN (SELECT concept FROM kinds WHERE ancestor = $mechanism))
    AND ($outcome = '' OR l.outcome IN (SELECT concept FROM kinds WHERE ancestor = $outcome))
