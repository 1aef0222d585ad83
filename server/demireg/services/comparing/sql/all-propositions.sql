--+ title: Every proposition with its sentence, theory by theory, in the theories' own order
SELECT proposition, coalesce(text, '') AS text
FROM proposition
ORDER BY theory, place, proposition
