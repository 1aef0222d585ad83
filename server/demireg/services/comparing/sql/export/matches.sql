--+ title: Configurations that meet a pattern of a proposition, one row each
--+ column-configuration: the configuration
--+ column-study: the study
--+ column-programme: the programme of the study
--+ column-proposition: the proposition
--+ column-profile: whose codings count: all-accepted or authors-only
--+ column-kind: instantiates, counter (with an opposed outcome) or partly
SELECT configuration, study, programme, proposition, profile, kind
FROM match
ORDER BY configuration, proposition, profile, kind
