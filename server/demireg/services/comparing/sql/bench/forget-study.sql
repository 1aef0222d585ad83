--+ title: Forget what the variants put into study
DELETE FROM study WHERE study LIKE 'synthetic-v%'
