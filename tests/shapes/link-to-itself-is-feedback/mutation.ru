BASE <https://w3id.org/realist/id/>
PREFIX : <https://w3id.org/realist/core#>

DELETE { <study/wood-2021/w06/link/1> :linkTo ?old } INSERT { <study/wood-2021/w06/link/1> :linkTo <study/wood-2021/w06> } WHERE { <study/wood-2021/w06/link/1> :linkTo ?old }
