--+ title: The chosen studies without syntheses of what is there itself
--+ summary: A synthesis is left out where a chosen study that it synthesises has configurations.
--+ uses: chosen
SELECT study, study_name, label, year, unit, unit_name, countries, models
FROM chosen
WHERE study NOT IN (
    SELECT review.study
    FROM (SELECT study, unnest(synthesises) AS source FROM chosen) review
    JOIN chosen held ON held.study_name = review.source
    JOIN configuration k ON k.study = held.study
)
