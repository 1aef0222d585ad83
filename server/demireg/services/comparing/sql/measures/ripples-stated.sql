--+ title: Which configurations ripple into which, as their study says or as the same element goes on
--+ summary: As context or mechanism where the source says so, otherwise inferred. alike numbers ripples whose ends carry
--+ summary: the same codes on both sides; a configuration with a part that has no code is like no other.
--+ uses: counted
--+ kept: yes
WITH said AS MATERIALIZED (
    SELECT
        k.number AS configuration, t.number AS target,
        coalesce(max(r.ripples_as) FILTER (r.ripples_as <> 'inferred'), 'inferred') AS ripples_as
    FROM ripple r
    JOIN configuration k ON k.configuration = r.configuration
    JOIN configuration t ON t.configuration = r.target
    WHERE k.number <> t.number AND r.study IN (SELECT study FROM counted)
        AND ($stages IS NULL OR (
            list_has_any(k.stages, $stages::VARCHAR[]) AND list_has_any(t.stages, $stages::VARCHAR[])
        ))
    GROUP BY k.number, t.number
),
coded AS MATERIALIZED (
    SELECT
        configuration,
        CASE WHEN bool_or(concept IS NULL) THEN -configuration
        ELSE sum((hash(role, fired, concept) % 1099511627776)::BIGINT) END AS codes
    FROM fact
    WHERE ancestor IS NOT TRUE
        AND configuration IN (SELECT configuration FROM said UNION SELECT target FROM said)
    GROUP BY configuration
)
SELECT
    s.configuration, s.target, s.ripples_as,
    dense_rank() OVER (
        ORDER BY s.ripples_as, coalesce(k.codes, -s.configuration), coalesce(t.codes, -s.target)
    ) AS alike
FROM said s
LEFT JOIN coded k ON k.configuration = s.configuration
LEFT JOIN coded t ON t.configuration = s.target
ORDER BY s.configuration, s.target
