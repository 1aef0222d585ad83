--+ title: Forget which variant was drawn
DROP TABLE drawn
