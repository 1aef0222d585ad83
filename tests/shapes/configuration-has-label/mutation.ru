BASE <https://w3id.org/realist/id/>
PREFIX dcterms: <http://purl.org/dc/terms/>

DELETE WHERE { <study/wood-2021/w01> dcterms:identifier ?value }
