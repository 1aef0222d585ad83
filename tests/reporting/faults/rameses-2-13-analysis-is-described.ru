PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX realist: <https://w3id.org/realist/core#>
DELETE WHERE { <https://w3id.org/realist/id/study/example> realist:hasAnalysis ?value }
