--+ title: Configurations with a context or mechanism that is not coded, or, where asked for, such an intervention
--+ kept: yes
SELECT DISTINCT configuration
FROM fact
WHERE concept IS NULL AND (role IN ('context', 'mechanism') OR (role = 'intervention' AND $interventions))
