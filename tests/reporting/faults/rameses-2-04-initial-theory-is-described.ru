PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX realist: <https://w3id.org/realist/core#>
DELETE DATA { <https://w3id.org/realist/theory/walking> realist:stage realist:Initial } ;
INSERT DATA { <https://w3id.org/realist/theory/walking> realist:stage realist:Modified }
