--+ title: The studies that support each proposition of a theory, with the contexts of the configurations they rest on
--+ summary: One row per proposition, study, configuration and coded context; the last two are NULL where there is
--+ summary: none. A synthesis is left out where a study that it synthesises takes a side itself.
--+ uses: facts
WITH sided AS MATERIALIZED (
    SELECT s.proposition, c.study, c.study_name, c.unit, c.synthesises, s.stance <> 'contradicts' AS supports,
        s.configurations
    FROM stance s
    JOIN chosen c ON c.study_name = s.study
    WHERE s.proposition IN (SELECT proposition FROM proposition WHERE theory = $theory)
        AND s.stance NOT IN ('silent', 'inconclusive')
),
repeated AS (
    SELECT DISTINCT synthesis.proposition, synthesis.study
    FROM (SELECT proposition, study, study_name, unnest(synthesises) AS source FROM sided) synthesis
    JOIN sided source ON source.proposition = synthesis.proposition AND source.study_name = synthesis.source
    WHERE synthesis.source <> synthesis.study_name
),
behind AS (
    SELECT sided.proposition, sided.study, sided.unit, unnest(
        CASE WHEN len(sided.configurations) = 0 THEN [NULL] ELSE sided.configurations END
    ) AS configuration
    FROM sided
    ANTI JOIN repeated ON repeated.proposition = sided.proposition AND repeated.study = sided.study
    WHERE sided.supports
),
contexts AS (
    SELECT k.configuration, f.concept
    FROM facts f
    JOIN configuration k ON k.number = f.configuration
    WHERE f.role = 'context' AND f.fired AND NOT f.ancestor
)
SELECT DISTINCT b.proposition, b.study, b.unit, b.configuration, contexts.concept
FROM behind b
LEFT JOIN contexts ON contexts.configuration = b.configuration
