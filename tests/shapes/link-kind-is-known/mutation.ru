BASE <https://w3id.org/realist/id/>
PREFIX : <https://w3id.org/realist/core#>

DELETE { <study/wood-2021/w12/link/1> :linkAs ?old } INSERT { <study/wood-2021/w12/link/1> :linkAs "cause" } WHERE { <study/wood-2021/w12/link/1> :linkAs ?old }
