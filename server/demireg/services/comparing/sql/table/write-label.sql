--+ title: Write the labels of concepts, one list per column
UPDATE concept SET label = given.label
FROM (SELECT unnest($concepts::VARCHAR[]) AS concept, unnest($labels::VARCHAR[]) AS label) given
WHERE concept.concept = given.concept
