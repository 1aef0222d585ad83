--+ title: Studies that a synthesis held here rests on
SELECT DISTINCT source
FROM (SELECT unnest(synthesises) AS source FROM study)
WHERE source IN (SELECT study FROM study)
ORDER BY source
