--+ title: Types of configurations that are alike but for one condition and have opposed outcomes
--+ summary: Configurations with the same coded conditions and outcomes are one type; types are paired, never
--+ summary: configurations. A signature is the exclusive or of the hashes of the conditions, so that what is left
--+ summary: without one of them meets by equality. strict: the one is replaced by its opposite or its stated absence;
--+ summary: else it is not mentioned on the other side.
--+ uses: independent_facts
WITH said AS MATERIALIZED (
    SELECT DISTINCT
        unit, configuration, role, fired, concept,
        -- Of one number: hashes of several values are made of each by exclusive or, and would cancel out.
        hash(concept::BIGINT * 8 + list_position(['context', 'mechanism', 'intervention', 'outcome'], role) * 2
            - 2 + fired::INTEGER) AS code
    FROM independent_facts
    WHERE NOT ancestor AND (role IN ('context', 'mechanism', 'outcome') OR (role = 'intervention' AND $interventions))
),
shape AS (
    SELECT
        configuration, any_value(unit) AS unit,
        bit_xor(code) FILTER (role <> 'outcome') AS signature, count(*) FILTER (role <> 'outcome') AS n,
        bit_xor(code) FILTER (role = 'outcome') AS ending
    FROM said
    GROUP BY configuration
    HAVING n > 0 AND ending IS NOT NULL
),
vague AS (
    SELECT DISTINCT configuration
    FROM fact
    WHERE concept IS NULL AND (role IN ('context', 'mechanism') OR (role = 'intervention' AND $interventions))
),
alike AS MATERIALIZED (
    SELECT
        row_number() OVER () AS id, signature, n, ending, configuration IN (FROM vague) AS vague,
        min(configuration) AS sample, list(configuration) AS numbers, list(unit) AS units
    FROM shape
    GROUP BY ALL
),
sample AS MATERIALIZED (SELECT signature, n, min(sample) AS sample FROM alike GROUP BY signature, n),
without AS MATERIALIZED (
    SELECT m.signature, m.n, s.code, s.role, s.fired, s.concept, xor(m.signature, s.code) AS rest
    FROM sample m
    JOIN said s ON s.configuration = m.sample AND s.role <> 'outcome'
    WHERE m.n > 1
),
denies AS MATERIALIZED (
    SELECT DISTINCT x.concept AS one, TRUE AS one_fired, y.concept AS other, TRUE AS other_fired
    FROM opposite o
    JOIN kind x ON x.ancestor = o.concept
    JOIN kind y ON y.ancestor = o.opposed
    UNION ALL
    SELECT concept, TRUE, ancestor, FALSE FROM kind
    UNION ALL
    SELECT ancestor, FALSE, concept, TRUE FROM kind
),
met AS MATERIALIZED (
    SELECT a.signature, b.signature AS other, a.role, a.fired, a.concept, b.fired AS against_fired, b.concept AS against
    FROM without a
    JOIN without b ON b.rest = a.rest AND b.n = a.n AND b.role = a.role AND a.code < b.code
    JOIN denies d
        ON d.one = a.concept AND d.one_fired = a.fired AND d.other = b.concept AND d.other_fired = b.fired
    UNION ALL
    SELECT a.signature, b.signature, a.role, a.fired, a.concept, NULL, NULL
    FROM without a
    JOIN sample b ON b.signature = a.rest AND b.n = a.n - 1
),
paired AS MATERIALIZED (
    SELECT m.*, a.id, b.id AS other_id, a.ending, b.ending AS other_ending
    FROM met m
    JOIN alike a ON a.signature = m.signature
    JOIN alike b ON b.signature = m.other AND b.ending <> a.ending
),
result AS MATERIALIZED (
    SELECT e.ending, s.concept, s.fired
    FROM (SELECT ending, min(sample) AS sample FROM alike GROUP BY ending) e
    JOIN said s ON s.configuration = e.sample AND s.role = 'outcome'
),
turned AS (
    SELECT p.ending, p.other_ending, list(DISTINCT [a.concept, b.concept]) AS outcomes
    FROM (SELECT DISTINCT ending, other_ending FROM paired) p
    JOIN result a ON a.ending = p.ending
    JOIN result b ON b.ending = p.other_ending
    JOIN denies d
        ON d.one = a.concept AND d.one_fired = a.fired AND d.other = b.concept AND d.other_fired = b.fired
    GROUP BY p.ending, p.other_ending
)
SELECT
    p.role, p.fired, p.concept, p.against, p.against_fired, t.outcomes, a.vague OR b.vague AS vague,
    a.sample, b.sample AS other_sample, a.numbers, b.numbers AS other_numbers, a.units, b.units AS other_units
FROM paired p
JOIN turned t ON t.ending = p.ending AND t.other_ending = p.other_ending
JOIN alike a ON a.id = p.id
JOIN alike b ON b.id = p.other_id
