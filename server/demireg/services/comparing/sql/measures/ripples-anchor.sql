--+ title: Configurations in which a concept, or a kind of it, is a context, a mechanism that worked or an outcome
--+ kept: yes
--+ uses: facts
SELECT DISTINCT configuration
FROM facts
WHERE fired AND role <> 'intervention' AND concept = (SELECT id FROM concept WHERE concept = $anchor)
ORDER BY configuration
