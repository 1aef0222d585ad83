--+ title: The codings that count: of chosen studies, under the profile, in configurations of the chosen stages
--+ summary: One row per part and concept; ancestor tells a concept that is only what the coded one is a kind of.
--+ uses: chosen
--+ inline: yes
SELECT f.study, c.unit, f.configuration, f.role, f.fired, f.concept, f.ancestor
FROM fact f
JOIN chosen c ON c.study = f.study
WHERE (NOT $authors_only OR f.by_authors)
    AND f.concept IS NOT NULL
    AND ($stages IS NULL OR f.configuration IN (
        SELECT number FROM configuration WHERE list_has_any(stages, $stages::VARCHAR[])
    ))
