--+ title: Say that the blocks of made-up studies are those of their version
INSERT INTO block
SELECT d.study, b.version
FROM drawn d
JOIN block b ON b.study = d.variant
