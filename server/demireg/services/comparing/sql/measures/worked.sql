--+ title: Where mechanisms worked, or a given one did, with the outcomes beside them
--+ summary: One row per configuration, mechanism and outcome, kinds too; the outcome is NULL where none is coded.
--+ uses: links
SELECT study, unit, configuration, mechanism, outcome, reached, outcome_kind
FROM links
WHERE fired AND ($mechanism = '' OR mechanism = (SELECT id FROM concept WHERE concept.concept = $mechanism))
