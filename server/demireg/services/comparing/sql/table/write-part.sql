--+ title: Write the parts of studies, one list per column
INSERT INTO fact
SELECT
    s.id, s.programme_id, k.number, given.part, given.role, given.fired, c.id, given.ancestor,
    given.basis IN ('AuthorTagged', 'AuthorStated'), given.valence, given.basis
FROM (
    SELECT
        unnest($ids::INTEGER[]) AS study, unnest($configurations::VARCHAR[]) AS configuration,
        unnest($parts::VARCHAR[]) AS part, unnest($roles::VARCHAR[]) AS role, unnest($fired::BOOLEAN[]) AS fired,
        unnest($concepts::VARCHAR[]) AS concept, unnest($ancestors::BOOLEAN[]) AS ancestor,
        unnest($valences::VARCHAR[]) AS valence, unnest($bases::VARCHAR[]) AS basis
) given
JOIN study s ON s.id = given.study
JOIN configuration k ON k.study = given.study AND k.configuration = given.configuration
LEFT JOIN concept c ON c.concept = given.concept
