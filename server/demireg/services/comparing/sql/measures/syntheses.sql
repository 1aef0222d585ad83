--+ title: Which chosen study synthesises which
--+ uses: chosen
--+ kept: yes
SELECT synthesis.study, source.study AS source
FROM (SELECT study, unnest(synthesises) AS name FROM chosen WHERE len(synthesises) > 0) synthesis
JOIN chosen source ON source.study_name = synthesis.name
