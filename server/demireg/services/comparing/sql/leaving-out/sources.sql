--+ title: Chosen studies that a chosen synthesis rests on
--+ uses: chosen
SELECT DISTINCT c.study_name
FROM (SELECT unnest(synthesises) AS source FROM chosen) review
JOIN chosen c ON c.study_name = review.source
ORDER BY c.study_name
