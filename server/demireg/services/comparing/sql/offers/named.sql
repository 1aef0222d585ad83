--+ title: What identifiers name: kind, label, and the programme where it is one
--+ summary: One row per identifier and kind of thing that bears it; what nothing bears has no row.
WITH asked AS (SELECT DISTINCT unnest($tokens::VARCHAR[]) AS token)
SELECT a.token, 'study' AS kind, s.label FROM asked a JOIN study s ON s.study = a.token
UNION ALL
SELECT a.token, 'configuration', k.title FROM asked a JOIN configuration k ON k.configuration = a.token
UNION ALL
SELECT a.token, 'concept', c.label FROM asked a JOIN concept c ON c.concept = a.token
UNION ALL
SELECT a.token, 'theory', t.label FROM asked a JOIN theory t ON t.theory = a.token
UNION ALL
SELECT a.token, 'proposition', p.text FROM asked a JOIN proposition p ON p.proposition = a.token
UNION ALL
SELECT a.token, 'programme', a.token FROM asked a JOIN programme p ON p.programme = a.token
