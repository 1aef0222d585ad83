PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX realist: <https://w3id.org/realist/core#>
DELETE WHERE { <https://w3id.org/realist/theory/walking> realist:stage ?value } ;
INSERT DATA { <https://w3id.org/realist/id/study/example> realist:hypothesises <https://w3id.org/realist/id/study/example/h1> }
