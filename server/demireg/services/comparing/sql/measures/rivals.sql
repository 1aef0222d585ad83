--+ title: What two theories make of each configuration: groups of those of which they make the same
--+ summary: A theory explains a configuration, is contradicted by it, or meets it in part only. All configurations of a
--+ summary: group are counted; ids has all that match in any way; the first $listed are listed with their propositions.
--+ summary: Units and ids stand in one text each, apart by spaces, which is quicker than lists of thousands.
--+ uses: met
WITH matched AS (
    SELECT
        configuration,
        list(proposition) FILTER (of_first AND in_full) AS first,
        list(proposition) FILTER (NOT of_first AND in_full) AS second,
        list(proposition) FILTER (of_first AND counter) AS against_first,
        list(proposition) FILTER (NOT of_first AND counter) AS against_second,
        list(proposition) FILTER (of_first AND NOT in_full AND NOT counter) AS part_first,
        list(proposition) FILTER (NOT of_first AND NOT in_full AND NOT counter) AS part_second
    FROM met
    GROUP BY configuration
)
SELECT
    m.first IS NOT NULL AS by_first, m.second IS NOT NULL AS by_second,
    m.against_first IS NOT NULL AS contradicts_first, m.against_second IS NOT NULL AS contradicts_second,
    m.part_first IS NOT NULL AND NOT by_first AND NOT contradicts_first AS partly_first,
    m.part_second IS NOT NULL AND NOT by_second AND NOT contradicts_second AS partly_second,
    count(*) AS configurations, string_agg(DISTINCT c.unit_name, ' ') AS units, string_agg(m.configuration, ' ') AS ids,
    arg_min([[k.configuration], [c.unit_name], [c.study_name], m.first, m.second, m.against_first, m.against_second,
        m.part_first, m.part_second], k.number, $listed) AS listed
FROM configuration k
JOIN chosen c ON c.study = k.study
LEFT JOIN matched m ON m.configuration = k.configuration
WHERE ($stages IS NULL OR list_has_any(k.stages, $stages::VARCHAR[]))
    AND (len(c.synthesises) = 0 OR NOT list_has_any(c.synthesises, (SELECT list(study_name) FROM chosen)))
GROUP BY ALL
ORDER BY by_first DESC, by_second, contradicts_first, contradicts_second, partly_first, partly_second
