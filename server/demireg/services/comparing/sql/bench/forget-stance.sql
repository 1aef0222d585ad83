--+ title: Forget what the variants put into stance
DELETE FROM stance WHERE study LIKE 'synthetic-v%'
