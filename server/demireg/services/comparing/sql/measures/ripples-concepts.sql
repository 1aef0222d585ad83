--+ title: Concepts that are an outcome of some configurations and a context of others, with these configurations
--+ summary: An outcome counts as the concept or a kind of it, a context as coded. The same links as
--+ summary: queries/compare/conceptual-ripple.rq, configuration by configuration.
--+ uses: counted
--+ kept: yes
WITH coded AS MATERIALIZED (
    SELECT DISTINCT concept, configuration, role = 'outcome' AS source
    FROM fact
    WHERE fired AND (role = 'outcome' OR role = 'context' AND NOT ancestor)
        AND concept IS NOT NULL
        AND (NOT $authors_only OR by_authors)
        AND study IN (SELECT study FROM counted)
        AND ($stages IS NULL OR configuration IN (
            SELECT number FROM configuration WHERE list_has_any(stages, $stages::VARCHAR[])
        ))
)
SELECT concept, configuration, source
FROM coded
WHERE concept IN (SELECT concept FROM coded WHERE source)
    AND concept IN (SELECT concept FROM coded WHERE NOT source)
