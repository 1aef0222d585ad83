--+ title: Forget what the variants put into programme
DELETE FROM programme WHERE programme LIKE 'synthetic-p%'
