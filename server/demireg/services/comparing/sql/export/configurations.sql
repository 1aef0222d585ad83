--+ title: Configurations of context, mechanism and outcome, one row each
--+ column-configuration: its identifier
--+ column-study: the study that reports it
--+ column-programme: the programme of that study
--+ column-title: its name
--+ column-locator: where in the report it stands
--+ column-confidence: how sure the coding is
--+ column-stages: stages of a client's pathway
--+ column-voices: stakeholder groups that speak for it
SELECT k.configuration, s.study, s.programme, k.title, k.locator, k.confidence, k.stages, k.voices
FROM configuration k
JOIN study s ON s.id = k.study
ORDER BY k.configuration
