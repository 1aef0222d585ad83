--+ title: Write which configurations of studies ripple into which, one list per column
INSERT INTO ripple
SELECT unnest($ids::INTEGER[]), unnest($sources::VARCHAR[]), unnest($targets::VARCHAR[]), unnest($kinds::VARCHAR[])
