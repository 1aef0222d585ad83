--+ title: Configurations of one study that were inferred to match a proposition, under one coding profile
SELECT proposition, configuration, kind
FROM match
WHERE study = $study AND profile = $profile
