--+ title: The contexts of all configurations on the two sides of an outcome of a mechanism
--+ summary: One row per configuration, side (true where the outcome came, false where its opposite came) and context,
--+ summary: kinds too; the context is NULL where none is coded. On the first side the mechanism worked; on the other it
--+ summary: worked or did not. A synthesis is left out where a study that it synthesises stands on a side itself.
--+ uses: links
WITH given AS (
    SELECT (SELECT id FROM concept WHERE concept = $mechanism) AS mechanism,
        (SELECT id FROM concept WHERE concept = $outcome) AS outcome
),
both_sides AS MATERIALIZED (
    SELECT DISTINCT l.study, l.unit, l.configuration, l.outcome = given.outcome AS side
    FROM links l, given
    WHERE ($mechanism = '' OR l.mechanism = given.mechanism) AND l.reached AND (
        (l.outcome = given.outcome AND l.fired)
        OR l.outcome IN (SELECT opposed FROM opposite WHERE opposite.concept = given.outcome)
    )
),
repeated AS (
    SELECT synthesis.id
    FROM (SELECT id, unnest(synthesises) AS source FROM study WHERE id IN (SELECT study FROM both_sides)) synthesis
    JOIN study ON study.study = synthesis.source
    WHERE study.id IN (SELECT study FROM both_sides)
)
SELECT b.study, b.unit, b.configuration, b.side, f.concept, f.fired, f.ancestor
FROM both_sides b
LEFT JOIN (
    SELECT configuration, concept, fired, ancestor
    FROM fact
    WHERE role = 'context' AND concept IS NOT NULL AND (NOT $authors_only OR by_authors)
) f ON f.configuration = b.configuration
WHERE b.study NOT IN (SELECT id FROM repeated)
