--+ title: In which country and with which service model each study that counts is
--+ uses: independent
SELECT study, unit, 'country' AS what, unnest(countries) AS place FROM independent
UNION ALL
SELECT study, unit, 'model', unnest(models) FROM independent
