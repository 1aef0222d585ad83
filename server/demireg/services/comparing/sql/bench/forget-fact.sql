--+ title: Forget what the variants put into fact
DELETE FROM fact WHERE study IN (SELECT id FROM study WHERE study LIKE 'synthetic-v%')
