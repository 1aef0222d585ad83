--+ title: Links from a context to a mechanism, and from a mechanism to an outcome, in configurations
--+ summary: One row per link and configuration, and more where a code stands twice. A link is a pair of codes in which
--+ summary: the context was there, the mechanism worked and the outcome came; what they are kinds of makes no link.
--+ summary: Studies that do not count are left out by their number later, as are links that are not asked for.
--+ summary: Concepts and configurations are given by their places in the order of names.
--+ uses: study_places concept_places
--+ kept: yes
SELECT
    o.role = 'outcome' AS produces, one.place AS mechanism, two.place AS other,
    s.place << 16 | (m.configuration & 65535) AS configuration
FROM fact m
JOIN fact o ON o.configuration = m.configuration
JOIN study_places s ON s.id = m.study
JOIN concept_places one ON one.id = m.concept
JOIN concept_places two ON two.id = o.concept
WHERE m.role = 'mechanism' AND m.fired AND NOT m.ancestor AND (NOT $authors_only OR m.by_authors)
    AND o.role IN ('context', 'outcome') AND o.fired AND NOT o.ancestor AND (NOT $authors_only OR o.by_authors)
    AND ($stages IS NULL OR m.configuration IN (
        SELECT number FROM configuration WHERE list_has_any(stages, $stages::VARCHAR[])
    ))
