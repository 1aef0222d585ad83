--+ title: Studies, one row each
--+ column-study: its identifier
--+ column-label: author and year
--+ column-year: of publication, empty where unknown
--+ column-programme: the research programme it belongs to; companions share one
--+ column-text_seen: how much of the report was read: full_text, abstract_only …
--+ column-countries: where it was done
--+ column-sites: where it was done, as the study words its sites
--+ column-models: service models, as the study words them
--+ column-designs: its designs, concepts of the vocabulary
--+ column-synthesises: identifiers of the studies that it puts together
SELECT study, label, year, programme, text_seen, countries, sites, models, designs, synthesises
FROM study
ORDER BY study
