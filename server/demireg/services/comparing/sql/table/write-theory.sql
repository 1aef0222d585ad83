--+ title: Write all theories, one list per column
INSERT INTO theory SELECT unnest($1::VARCHAR[]), unnest($2::VARCHAR[])
