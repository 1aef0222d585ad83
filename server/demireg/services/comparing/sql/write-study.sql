--+ title: Write the row of a study
INSERT INTO study VALUES ($1, $2, $3, $4, $5, $6, $7)
