BASE <https://w3id.org/realist/id/>
PREFIX oa: <http://www.w3.org/ns/oa#>

DELETE WHERE { <study/wood-2021/w12/excerpt> oa:hasSource ?value }
