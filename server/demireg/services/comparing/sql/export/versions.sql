--+ title: The version of each study that the rows are of
--+ column-study: the study
--+ column-version: what identifies its content and the background that it was read against
SELECT study, version
FROM block
ORDER BY study
