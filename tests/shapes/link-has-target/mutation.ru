BASE <https://w3id.org/realist/id/>
PREFIX : <https://w3id.org/realist/core#>

DELETE { <study/wood-2021/w12/link/1> ?predicate ?value } WHERE { VALUES ?predicate { :linkTarget :linkTo } <study/wood-2021/w12/link/1> ?predicate ?value }
