--+ title: The studies that support each proposition of a theory, with the configurations they rest on
--+ summary: One row per proposition, by its place among those of the theory, study and configuration, which is a
--+ summary: number, or a name where it is not in the table, and NULL where there is none; counts: its codings do. A
--+ summary: synthesis is left out where a study that it synthesises takes a side itself.
--+ uses: chosen
WITH asked AS (
    SELECT proposition, row_number() OVER (ORDER BY place, proposition) - 1 AS place
    FROM proposition
    WHERE theory = $theory
),
sided AS MATERIALIZED (
    SELECT a.place, c.study, c.study_name, c.unit, c.synthesises, s.stance <> 'contradicts' AS supports,
        s.configurations
    FROM stance s
    JOIN asked a ON a.proposition = s.proposition
    JOIN chosen c ON c.study_name = s.study
    WHERE s.stance NOT IN ('silent', 'inconclusive')
),
repeated AS (
    SELECT DISTINCT synthesis.place, synthesis.study
    FROM (
        SELECT place, study, study_name, unnest(synthesises) AS source FROM sided WHERE len(synthesises) > 0
    ) synthesis
    JOIN sided source ON source.place = synthesis.place AND source.study_name = synthesis.source
    WHERE synthesis.source <> synthesis.study_name
),
behind AS (
    SELECT sided.place, sided.study, sided.unit, unnest(
        CASE WHEN len(sided.configurations) = 0 THEN [NULL] ELSE sided.configurations END
    ) AS configuration
    FROM sided
    ANTI JOIN repeated ON repeated.place = sided.place AND repeated.study = sided.study
    WHERE sided.supports
)
SELECT
    b.place, b.study, b.unit, k.number, CASE WHEN k.number IS NULL THEN b.configuration END AS name,
    k.study IN (SELECT study FROM chosen) AND ($stages IS NULL OR list_has_any(k.stages, $stages::VARCHAR[])) AS counts
FROM behind b
LEFT JOIN configuration k ON k.configuration = b.configuration
