--+ title: Configurations that fit one of two theories or both, with the propositions that they fit or oppose
--+ summary: The same answer as queries/compare/discrimination.rq.
--+ uses: met
SELECT
    CASE WHEN bool_and(of_first) FILTER (in_full) THEN 'first only' WHEN bool_or(of_first) FILTER (in_full) THEN 'both'
        ELSE 'second only' END AS fits,
    any_value(unit) AS unit, any_value(study) AS study, configuration,
    coalesce(list(proposition ORDER BY proposition) FILTER (in_full AND of_first), []) AS first,
    coalesce(list(proposition ORDER BY proposition) FILTER (in_full AND NOT of_first), []) AS second,
    coalesce(list(proposition ORDER BY proposition) FILTER (counter), []) AS opposed
FROM met
GROUP BY configuration
HAVING bool_or(in_full)
ORDER BY fits, study, configuration
