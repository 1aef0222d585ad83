--+ title: Concepts that parts of configurations are coded with, those of one study apart from those of all others
SELECT DISTINCT concept, study = $study AS own
FROM part
WHERE concept IS NOT NULL AND NOT ancestor
