--+ title: Where configurations stand in their sources
--+ summary: One row for each configuration of $names: its study, title and locator.
SELECT k.configuration, s.study, k.title, k.locator
FROM configuration k
JOIN study s ON s.id = k.study
WHERE k.configuration IN (SELECT unnest($names))
ORDER BY k.configuration;
