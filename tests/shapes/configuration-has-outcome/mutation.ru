BASE <https://w3id.org/realist/id/>

DELETE { ?subject ?predicate ?value }
WHERE { VALUES ?gone { <study/wood-2021/w09/o1> <study/wood-2021/w09/o1/element> } { ?gone ?predicate ?value BIND (?gone AS ?subject) } UNION { ?subject ?predicate ?gone BIND (?gone AS ?value) } }
