PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX realist: <https://w3id.org/realist/core#>
DELETE DATA { <https://w3id.org/realist/id/study/example> realist:hasDocument <https://w3id.org/realist/id/study/example/document-2> }
