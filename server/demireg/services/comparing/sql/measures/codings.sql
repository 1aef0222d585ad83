--+ title: The codings that count, without those of syntheses of what is there itself; the role is a number
--+ uses: independent_facts
SELECT
    study, unit, configuration, concept, fired, ancestor,
    list_position(['context', 'mechanism', 'intervention', 'outcome'], role)::TINYINT AS role
FROM independent_facts
