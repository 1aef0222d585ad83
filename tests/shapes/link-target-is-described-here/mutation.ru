BASE <https://w3id.org/realist/id/>
PREFIX : <https://w3id.org/realist/core#>

DELETE { <study/wood-2021/w12/link/1> :linkTo ?old } INSERT { <study/wood-2021/w12/link/1> :linkTo <study/husk-2020/h1> } WHERE { <study/wood-2021/w12/link/1> :linkTo ?old }
