PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX realist: <https://w3id.org/realist/core#>
DELETE { <https://w3id.org/realist/id/study/example> dcterms:title ?old } INSERT { <https://w3id.org/realist/id/study/example> dcterms:title "Walking together: an evaluation" } WHERE { <https://w3id.org/realist/id/study/example> dcterms:title ?old }
