--+ title: All voices, as the studies word them
--+ kept: yes
SELECT DISTINCT unnest(voices) AS voice FROM configuration ORDER BY voice
