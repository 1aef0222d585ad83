--+ title: Forget what the variants put into block
DELETE FROM block WHERE study LIKE 'synthetic-v%'
