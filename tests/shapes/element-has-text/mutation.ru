BASE <https://w3id.org/realist/id/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>

DELETE WHERE { <study/wood-2021/w12/m1/element> rdfs:label ?value }
