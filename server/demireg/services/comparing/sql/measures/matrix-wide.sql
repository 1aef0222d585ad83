--+ title: Every place of a theory's matrix of which anything is said or inferred, where there are very many studies
--+ uses: judged
WITH bases AS (
    SELECT t.proposition, t.study, list_sort(list_distinct(flatten(list(t.configurations)))) AS basis
    FROM stance t
    JOIN proposition p ON p.proposition = t.proposition
    WHERE p.theory = $theory AND len(t.configurations) > 0
    GROUP BY t.proposition, t.study
),
matches AS (
    SELECT
        m.proposition, m.study,
        coalesce(list(m.configuration) FILTER (m.kind = 'instantiates'), []) AS matches,
        coalesce(list(m.configuration) FILTER (m.kind = 'counter'), []) AS counter,
        coalesce(list(m.configuration) FILTER (m.kind = 'partly'), []) AS partly
    FROM match m
    JOIN proposition p ON p.proposition = m.proposition
    JOIN chosen c ON c.study_name = m.study
    WHERE p.theory = $theory AND m.profile = $profile
    GROUP BY m.proposition, m.study
)
SELECT
    coalesce(j.proposition, m.proposition) AS proposition, coalesce(j.study_name, m.study) AS study,
    CASE
        WHEN j.study_name IS NULL THEN 'not_assessed'
        WHEN j.against AND j.for_it THEN 'mixed'
        WHEN j.against THEN 'contradicts'
        ELSE ['refines', 'extends', 'qualifies', 'corroborates', 'inconclusive', 'silent'][j.strongest]
    END AS stance,
    coalesce(b.basis, []) AS basis, coalesce(m.matches, []) AS matches, coalesce(m.counter, []) AS counter,
    coalesce(list_filter(m.partly, lambda k: NOT list_contains(m.matches, k)), []) AS partly
FROM judged j
FULL JOIN matches m ON m.proposition = j.proposition AND m.study = j.study_name
LEFT JOIN bases b ON b.proposition = j.proposition AND b.study = j.study_name
