--+ title: Parts of configurations with their concepts, one row per part and concept
--+ column-configuration: the configuration
--+ column-study: the study
--+ column-programme: the programme of the study
--+ column-part: the identifier of the part
--+ column-role: context, intervention, mechanism or outcome
--+ column-fired: false for an absent context, an unfired mechanism, an unachieved outcome
--+ column-concept: the concept; empty where the part is not coded
--+ column-ancestor: true where this concept is only what the coded one is a kind of; leave these out to count codings
--+ column-valence: whether an outcome is wanted
--+ column-basis: who coded it: AuthorTagged, AuthorStated, CuratorInferred …
SELECT configuration, study, programme, part, role, fired, concept, ancestor, valence, basis
FROM part
ORDER BY configuration, part, ancestor, concept
