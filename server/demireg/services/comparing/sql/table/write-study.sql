--+ title: Write the row of a study
INSERT INTO study
SELECT
    $id, $study, $label, $year, $programme, p.id, $country, $text_seen, $synthesises, $countries, $models, $designs,
    $sites
FROM programme p
WHERE p.programme = $programme
