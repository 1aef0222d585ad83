--+ title: The codings that count, without those of syntheses of what is there itself
--+ summary: As facts, of the studies of independent.
--+ uses: independent
--+ inline: yes
SELECT f.study, i.unit, f.configuration, f.role, f.fired, f.concept, f.ancestor
FROM fact f
JOIN independent i ON i.study = f.study
WHERE (NOT $authors_only OR f.by_authors)
    AND f.concept IS NOT NULL
    AND ($stages IS NULL OR f.configuration IN (
        SELECT number FROM configuration WHERE list_has_any(stages, $stages::VARCHAR[])
    ))
