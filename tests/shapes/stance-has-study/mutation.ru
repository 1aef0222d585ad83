BASE <https://w3id.org/realist/id/>
PREFIX : <https://w3id.org/realist/core#>

DELETE WHERE { <study/wood-2021/stance/wood-2021-modified-P5> :ofStudy ?value }
