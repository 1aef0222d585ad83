--+ title: All studies, with what a comparison shows and counts of them
SELECT study, label, year, programme, country, text_seen, synthesises FROM study ORDER BY study
