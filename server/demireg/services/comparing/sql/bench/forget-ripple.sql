--+ title: Forget what the variants put into ripple
DELETE FROM ripple WHERE study IN (SELECT id FROM study WHERE study LIKE 'synthetic-v%')
