--+ title: Forget what the variants put into match
DELETE FROM match WHERE study LIKE 'synthetic-v%'
