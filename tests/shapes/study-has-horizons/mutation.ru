BASE <https://w3id.org/realist/id/>
PREFIX : <https://w3id.org/realist/core#>

DELETE WHERE { <study/wood-2021/w12/o1> :horizon ?value }
