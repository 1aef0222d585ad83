--+ title: The codings of contexts, mechanisms and outcomes under the profile, in numbers
--+ summary: code is that of the concept, of the role (1 context, 2 mechanism, 4 outcome), and two truth values: whether
--+ summary: it was there, and whether it is only what the coded concept is a kind of.
SELECT
    configuration,
    concept * 32 + list_position(['context', 'mechanism', 'intervention', 'outcome'], role)::INTEGER * 4
    + coalesce(fired, FALSE)::INTEGER * 2 + coalesce(ancestor, FALSE)::INTEGER AS code
FROM fact
WHERE concept IS NOT NULL AND role <> 'intervention' AND (NOT $authors_only OR by_authors)
