--+ title: Concepts that are an outcome of some configurations and a context of others, with these configurations
--+ summary: An outcome counts as the concept or a kind of it, a context as coded. The same links as
--+ summary: queries/compare/conceptual-ripple.rq, configuration by configuration.
--+ uses: facts counted
WITH targets AS MATERIALIZED (
    SELECT DISTINCT concept, configuration
    FROM facts
    WHERE role = 'context' AND fired AND NOT ancestor AND study IN (SELECT study FROM counted)
),
sources AS MATERIALIZED (
    SELECT DISTINCT concept, configuration
    FROM facts
    WHERE role = 'outcome' AND fired AND concept IN (SELECT concept FROM targets)
        AND study IN (SELECT study FROM counted)
)
SELECT concept, configuration, true AS source FROM sources
UNION ALL
SELECT concept, configuration, false FROM targets WHERE concept IN (SELECT concept FROM sources)
ORDER BY concept, source, configuration
