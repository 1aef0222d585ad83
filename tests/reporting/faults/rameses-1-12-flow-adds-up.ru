PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX realist: <https://w3id.org/realist/core#>
DELETE DATA { <https://w3id.org/realist/id/study/example/flow-4> realist:count 70 } ;
INSERT DATA { <https://w3id.org/realist/id/study/example/flow-4> realist:count 60 }
