BASE <https://w3id.org/realist/id/>
PREFIX dcterms: <http://purl.org/dc/terms/>

DELETE { <study/wood-2021/w01> dcterms:identifier ?old } INSERT { <study/wood-2021/w01> dcterms:identifier "w02" } WHERE { <study/wood-2021/w01> dcterms:identifier ?old }
