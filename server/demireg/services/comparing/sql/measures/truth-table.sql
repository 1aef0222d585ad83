--+ title: Which conditions each unit shows and which it denies, one row per signature
--+ summary: names are the conditions and, last, the outcome: bit i of present and absent is the i-th name. Present:
--+ summary: it or a kind of it is coded. Absent: its opposite is coded, or it, or what it is a kind of, is coded as
--+ summary: absent, unfired or unachieved. The outcome is read from outcomes only, a condition from any role.
--+ summary: configurations are named where nothing is unknown.
--+ uses: independent_facts
WITH named AS (
    SELECT c.id, given.place
    FROM (SELECT unnest($names::VARCHAR[]) AS name, unnest(range(len($names::VARCHAR[]))) AS place) given
    JOIN concept c ON c.concept = given.name
),
sense AS MATERIALIZED (
    SELECT id AS concept, place, TRUE AS fired, TRUE AS yes FROM named
    UNION ALL
    SELECT o.concept, n.place, TRUE, FALSE FROM named n JOIN opposite o ON o.opposed = n.id
    UNION ALL
    SELECT k.ancestor, n.place, FALSE, FALSE FROM named n JOIN kind k ON k.concept = n.id
),
said AS (
    SELECT f.unit, f.configuration, s.place, s.yes
    FROM independent_facts f
    JOIN sense s ON s.concept = f.concept AND s.fired = f.fired
    WHERE (f.fired OR NOT f.ancestor) AND (s.place < len($names::VARCHAR[]) - 1 OR f.role = 'outcome')
    UNION ALL
    SELECT i.unit, NULL, s.place, s.yes
    FROM site
    JOIN kind k ON k.concept = site.concept
    JOIN sense s ON s.concept = k.ancestor AND s.fired
    JOIN independent i ON i.study = site.study
    WHERE $site = 'yes' AND s.place < len($names::VARCHAR[]) - 1
),
told AS MATERIALIZED (
    SELECT
        unit, bit_or(if(yes, 1 << place, 0)) AS present, bit_or(if(yes, 0, 1 << place)) AS absent,
        list(DISTINCT configuration) AS numbers
    FROM said
    GROUP BY unit
),
behind AS (
    SELECT t.present, t.absent, list(k.configuration ORDER BY k.number) AS configurations
    FROM (
        SELECT present, absent, unnest(numbers) AS number
        FROM told
        WHERE present | absent = (1 << len($names::VARCHAR[])) - 1
    ) t
    JOIN configuration k ON k.number = t.number
    GROUP BY t.present, t.absent
),
grouped AS (
    SELECT coalesce(t.present, 0) AS present, coalesce(t.absent, 0) AS absent, list(u.unit_name) AS units
    FROM (SELECT DISTINCT unit, unit_name FROM independent) u
    LEFT JOIN told t ON t.unit = u.unit
    GROUP BY ALL
)
SELECT
    g.present::BIGINT AS present, g.absent::BIGINT AS absent, list_sort(g.units) AS units,
    coalesce(b.configurations, []) AS configurations
FROM grouped g
LEFT JOIN behind b ON b.present = g.present AND b.absent = g.absent
ORDER BY g.present DESC, g.absent
