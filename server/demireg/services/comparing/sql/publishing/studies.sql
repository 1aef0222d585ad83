--+ title: What studies and programmes are called
--+ summary: One row per study, for citations in tables and figures.
SELECT study, label, year, programme FROM study ORDER BY study;
