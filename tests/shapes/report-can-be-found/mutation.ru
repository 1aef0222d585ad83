BASE <https://w3id.org/realist/id/>
PREFIX : <https://w3id.org/realist/core#>

DELETE { <study/wood-2021/report> ?predicate ?value } WHERE { VALUES ?predicate { :doi :url } <study/wood-2021/report> ?predicate ?value }
