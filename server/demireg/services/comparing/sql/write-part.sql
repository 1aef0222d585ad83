--+ title: Write the parts of a study, one list per column
INSERT INTO part
SELECT $1, $2, unnest($3::VARCHAR[]), unnest($4::VARCHAR[]), unnest($5::VARCHAR[]), unnest($6::BOOLEAN[]),
    unnest($7::VARCHAR[]), unnest($8::BOOLEAN[]), unnest($9::VARCHAR[]), unnest($10::VARCHAR[])
