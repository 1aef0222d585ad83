BASE <https://w3id.org/realist/id/>
PREFIX : <https://w3id.org/realist/core#>

DELETE { <study/wood-2021> :year ?old } INSERT { <study/wood-2021> :year 21 } WHERE { <study/wood-2021> :year ?old }
