BASE <https://w3id.org/realist/id/>
PREFIX : <https://w3id.org/realist/core#>

DELETE WHERE { <study/wood-2021> :year ?old }
