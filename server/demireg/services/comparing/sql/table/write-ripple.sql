--+ title: Write which configurations of a study ripple into which, one list per column
INSERT INTO ripple
SELECT $id, unnest($sources::VARCHAR[]), unnest($targets::VARCHAR[]), unnest($kinds::VARCHAR[])
