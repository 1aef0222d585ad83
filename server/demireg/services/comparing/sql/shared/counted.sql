--+ title: The chosen studies without those syntheses that stand beside a study that they synthesise
--+ summary: A source stands beside its synthesis where it is chosen too and has configurations.
--+ uses: chosen
WITH reviews AS (SELECT study, unnest(synthesises) AS source FROM chosen WHERE len(synthesises) > 0),
doubled AS (
    SELECT r.study
    FROM reviews r
    JOIN chosen c ON c.study_name = r.source
    WHERE c.study IN (SELECT study FROM configuration)
)
SELECT study, study_name, unit, unit_name FROM chosen WHERE study NOT IN (SELECT study FROM doubled)
