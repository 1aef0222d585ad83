--+ title: Give a programme a number, if it has none
INSERT INTO programme
SELECT (SELECT coalesce(max(id), 0) + 1 FROM programme), $programme
WHERE NOT EXISTS (SELECT 1 FROM programme WHERE programme = $programme)
