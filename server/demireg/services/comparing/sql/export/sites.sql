--+ title: Contexts that are said of a whole site, one row each
--+ column-study: the study
--+ column-concept: the context
SELECT s.study, c.concept
FROM site t
JOIN study s ON s.id = t.study
JOIN concept c ON c.id = t.concept
ORDER BY s.study, c.concept
