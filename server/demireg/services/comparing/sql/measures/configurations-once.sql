--+ title: The configurations that count, each with its unit, by number
--+ summary: A synthesis is left out where a study that it synthesises is there itself.
--+ uses: chosen
--+ kept: yes
SELECT k.number, c.unit
FROM configuration k
JOIN chosen c ON c.study = k.study
WHERE ($stages IS NULL OR list_has_any(k.stages, $stages::VARCHAR[]))
    AND (len(c.synthesises) = 0 OR NOT list_has_any(c.synthesises, (SELECT list(study_name) FROM chosen)))
ORDER BY k.number
