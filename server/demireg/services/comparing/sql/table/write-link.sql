--+ title: Write which mechanisms of studies stand beside which outcomes, from their parts
INSERT INTO link
WITH own AS (SELECT * FROM fact WHERE study IN (SELECT unnest($ids::INTEGER[])) AND concept IS NOT NULL)
SELECT DISTINCT
    m.study, m.programme, m.configuration, m.concept, m.fired, m.ancestor, m.by_authors, o.concept, o.fired,
    o.ancestor, o.by_authors
FROM own m
LEFT JOIN own o ON o.configuration = m.configuration AND o.role = 'outcome'
WHERE m.role = 'mechanism'
