--+ title: Concepts that are an outcome of some configurations and a context of others, with these configurations
--+ summary: An outcome counts as the concept or a kind of it, a context as coded. The same links as
--+ summary: queries/compare/conceptual-ripple.rq, configuration by configuration.
--+ uses: counted
--+ kept: yes
WITH targets AS MATERIALIZED (
    SELECT DISTINCT concept, configuration, study
    FROM fact
    WHERE role = 'context' AND fired AND NOT ancestor AND (NOT $authors_only OR by_authors)
),
sources AS MATERIALIZED (
    SELECT DISTINCT concept, configuration, study
    FROM fact
    WHERE role = 'outcome' AND fired AND concept IN (SELECT concept FROM targets)
        AND (NOT $authors_only OR by_authors)
),
both_sides AS (
    SELECT *, true AS source FROM sources
    UNION ALL
    SELECT *, false FROM targets WHERE concept IN (SELECT concept FROM sources)
)
SELECT concept, configuration, source
FROM both_sides
WHERE study IN (SELECT study FROM counted)
    AND ($stages IS NULL OR configuration IN (
        SELECT number FROM configuration WHERE list_has_any(stages, $stages::VARCHAR[])
    ))
