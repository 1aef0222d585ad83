--+ title: Which configurations go over into which, one row per pair
--+ column-study: the study
--+ column-configuration: the configuration whose outcome goes on
--+ column-target: the one in which it goes on
--+ column-ripples_as: context or mechanism where the source says so, inferred where the same element goes on
SELECT s.study, r.configuration, r.target, r.ripples_as
FROM ripple r
JOIN study s ON s.id = r.study
ORDER BY r.configuration, r.target, r.ripples_as
