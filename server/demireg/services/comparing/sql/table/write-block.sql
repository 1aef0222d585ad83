--+ title: Write at which versions the rows of studies were made, one list per column
INSERT INTO block SELECT unnest($studies::VARCHAR[]), unnest($versions::VARCHAR[])
