--+ title: Write all propositions, one list per column
INSERT INTO proposition
SELECT unnest($1::VARCHAR[]), unnest($2::VARCHAR[]), unnest($3::VARCHAR[]), unnest($4::INTEGER[])
