--+ title: Write the configurations of a study, one list per column
INSERT INTO configuration
SELECT
    $id::BIGINT * 65536 + unnest(range(len($configurations::VARCHAR[]))), unnest($configurations::VARCHAR[]), $id,
    unnest($titles::VARCHAR[]), unnest($locators::VARCHAR[]), unnest($confidences::VARCHAR[]),
    unnest($stages::VARCHAR[][]), unnest($voices::VARCHAR[][])
