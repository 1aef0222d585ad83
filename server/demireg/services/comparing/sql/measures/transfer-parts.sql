--+ title: The mechanisms and outcomes of configurations, as they are coded
SELECT DISTINCT configuration, role = 'outcome' AS produced, concept, fired
FROM fact
WHERE role IN ('mechanism', 'outcome') AND NOT ancestor AND (NOT $authors_only OR by_authors)
    AND configuration IN (SELECT unnest($numbers::BIGINT[]))
