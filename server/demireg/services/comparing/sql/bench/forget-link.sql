--+ title: Forget what the variants put into link
DELETE FROM link WHERE study IN (SELECT id FROM study WHERE study LIKE 'synthetic-v%')
