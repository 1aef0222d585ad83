--+ title: Give the programmes of made-up studies numbers
INSERT INTO programme
SELECT (SELECT max(id) FROM programme) + row_number() OVER (ORDER BY programme), programme
FROM (SELECT DISTINCT programme FROM drawn)
