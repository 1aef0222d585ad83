BASE <https://w3id.org/realist/id/>
PREFIX dcterms: <http://purl.org/dc/terms/>

DELETE { <study/wood-2021> dcterms:identifier ?old } INSERT { <study/wood-2021> dcterms:identifier "Wood 2021" } WHERE { <study/wood-2021> dcterms:identifier ?old }
