--+ title: The mechanisms and outcomes of configurations, as they are coded
--+ uses: facts
SELECT DISTINCT configuration, role = 'outcome' AS produced, concept, fired
FROM facts
WHERE role IN ('mechanism', 'outcome') AND NOT ancestor AND configuration IN (SELECT unnest($numbers::BIGINT[]))
