--+ title: Configurations and units of minimal pairs by their numbers
--+ uses: chosen
SELECT k.number, k.configuration, c.unit_name
FROM (SELECT DISTINCT unnest($numbers::BIGINT[]) AS number) given
JOIN configuration k ON k.number = given.number
JOIN chosen c ON c.study = k.study
