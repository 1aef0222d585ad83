--+ title: In which programmes each context was there, was not, or is unknown, by side of an outcome
--+ summary: One row per context and side (true where the outcome came, false where its opposite came). yes and no list
--+ summary: the units, configurations those behind them. The same answer as queries/compare/context-contrast.rq.
--+ uses: contrast_sided
WITH said AS (
    SELECT s.unit, s.configuration, s.side, f.concept, 2 AS rank
    FROM contrast_sided s
    JOIN facts f ON f.configuration = s.configuration
    WHERE f.role = 'context' AND f.fired
    UNION ALL
    SELECT s.unit, s.configuration, s.side, o.opposed, 1
    FROM contrast_sided s
    JOIN facts f ON f.configuration = s.configuration
    JOIN opposite o ON o.concept = f.concept
    WHERE f.role = 'context' AND f.fired
    UNION ALL
    SELECT s.unit, s.configuration, s.side, k.concept, 1
    FROM contrast_sided s
    JOIN facts f ON f.configuration = s.configuration
    JOIN kind k ON k.ancestor = f.concept
    WHERE f.role = 'context' AND NOT f.fired AND NOT f.ancestor
    UNION ALL
    SELECT s.unit, s.configuration, s.side, k.ancestor, 2
    FROM contrast_sided s
    JOIN site ON site.study = s.study
    JOIN kind k ON k.concept = site.concept
    WHERE $site
),
present AS (
    SELECT concept, side, unit, max(rank) AS rank, list(DISTINCT configuration) AS numbers
    FROM said
    GROUP BY concept, side, unit
),
coded AS (
    SELECT DISTINCT concept FROM fact WHERE role = 'context' AND fired AND NOT ancestor
    UNION
    SELECT concept FROM site WHERE $site
),
named AS (SELECT DISTINCT unit, unit_name FROM chosen),
gathered AS (
    SELECT
        c.concept AS context, c.label, p.side,
        coalesce(list(n.unit_name ORDER BY n.unit_name) FILTER (p.rank = 2), []) AS yes,
        coalesce(list(n.unit_name ORDER BY n.unit_name) FILTER (p.rank = 1), []) AS no,
        list_distinct(flatten(list(p.numbers))) AS numbers
    FROM present p
    JOIN coded USING (concept)
    JOIN concept c ON c.id = p.concept
    JOIN named n ON n.unit = p.unit
    GROUP BY c.concept, c.label, p.side
),
behind AS (
    SELECT g.context, g.side, list(k.configuration ORDER BY k.configuration) AS configurations
    FROM (SELECT context, side, unnest(numbers) AS number FROM gathered) g
    JOIN configuration k ON k.number = g.number
    GROUP BY g.context, g.side
)
SELECT g.context, g.label, g.side, g.yes, g.no, b.configurations
FROM gathered g
JOIN behind b ON b.context = g.context AND b.side = g.side
ORDER BY g.context, g.side DESC
