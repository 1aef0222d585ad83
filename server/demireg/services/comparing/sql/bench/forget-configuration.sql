--+ title: Forget what the variants put into configuration
DELETE FROM configuration WHERE study IN (SELECT id FROM study WHERE study LIKE 'synthetic-v%')
