--+ title: The theories, propositions, studies, programmes or configurations there are
--+ summary: One row each, those of one kind only, no more than a form can hold and one to tell that there are more.
SELECT name, label FROM (
    SELECT 'theory' AS kind, theory AS name, label FROM theory
    UNION ALL
    SELECT 'proposition', proposition, text FROM proposition
    UNION ALL
    SELECT 'study', study, label FROM study
    UNION ALL
    SELECT 'programme', programme, programme FROM programme
    UNION ALL
    SELECT 'configuration', configuration, title FROM configuration
)
WHERE kind = $kind
ORDER BY name
LIMIT $most
