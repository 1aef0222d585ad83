PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX realist: <https://w3id.org/realist/core#>
DELETE WHERE { <https://w3id.org/realist/id/study/example/document-1> realist:documentKind ?value } ;
DELETE WHERE { <https://w3id.org/realist/id/study/example/document-2> realist:characteristics ?value }
