--+ title: The names of studies, given by number
SELECT id, study, label FROM study WHERE id IN (SELECT unnest($numbers::INTEGER[]))
