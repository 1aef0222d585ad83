--+ title: Forget what the variants put into site
DELETE FROM site WHERE study IN (SELECT id FROM study WHERE study LIKE 'synthetic-v%')
