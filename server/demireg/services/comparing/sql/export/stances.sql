--+ title: What studies say on propositions, one row per judgement
--+ column-assessment: the identifier of the judgement
--+ column-study: the study
--+ column-programme: the programme of the study
--+ column-proposition: the proposition
--+ column-stance: corroborates, refines, extends, qualifies, contradicts, inconclusive or silent
--+ column-configurations: the configurations that it rests on
--+ column-basis: who says so
--+ column-review: whether somebody has checked it
--+ column-agent: who judged
--+ column-assessed: when
SELECT assessment, study, programme, proposition, stance, configurations, basis, review, agent, assessed
FROM stance
ORDER BY assessment
