BASE <https://w3id.org/realist/id/>
PREFIX : <https://w3id.org/realist/core#>

DELETE { <study/wood-2021/double-coding> :coded ?old } INSERT { <study/wood-2021/double-coding> :coded 36 } WHERE { <study/wood-2021/double-coding> :coded ?old }
