--+ title: All codings, whoever counts, each as one number: the concept, the role, and three truth values
--+ summary: Rows come as they lie, so that those of one study are near each other. What has no concept is left out.
SELECT
    configuration,
    concept::INTEGER * 64 + list_position(['context', 'mechanism', 'intervention', 'outcome'], role)::INTEGER * 8
    + coalesce(fired, FALSE)::INTEGER * 4 + coalesce(ancestor, FALSE)::INTEGER * 2
    + coalesce(by_authors, FALSE)::INTEGER AS code
FROM fact
WHERE concept IS NOT NULL
