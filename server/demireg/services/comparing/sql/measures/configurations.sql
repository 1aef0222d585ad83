--+ title: What is shown of configurations, given by number
SELECT k.number, k.configuration, s.study, s.label, s.text_seen, k.title
FROM configuration k
JOIN study s ON s.id = k.study
WHERE k.number IN (SELECT unnest($numbers::BIGINT[]))
