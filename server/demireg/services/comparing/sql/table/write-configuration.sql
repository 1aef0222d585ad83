--+ title: Write the configurations of studies, one list per column; places are those within a study
INSERT INTO configuration
SELECT
    unnest($ids::BIGINT[]) * 65536 + unnest($places::BIGINT[]), unnest($configurations::VARCHAR[]),
    unnest($ids::INTEGER[]), unnest($titles::VARCHAR[]), unnest($locators::VARCHAR[]),
    unnest($confidences::VARCHAR[]), unnest($stages::VARCHAR[][]), unnest($voices::VARCHAR[][])
