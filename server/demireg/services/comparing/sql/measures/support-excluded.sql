--+ title: Syntheses left out because a study that they synthesise addresses the proposition itself
--+ uses: judged
SELECT proposition, list(study_name ORDER BY study_name) AS studies FROM judged WHERE repeats GROUP BY proposition
