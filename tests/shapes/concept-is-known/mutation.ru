BASE <https://w3id.org/realist/id/>
PREFIX : <https://w3id.org/realist/core#>
PREFIX vocab: <https://w3id.org/realist/vocab/>

DELETE { <study/wood-2021/w12/m2/element> :codedConcept ?old } INSERT { <study/wood-2021/w12/m2/element> :codedConcept vocab:NobodyKnows } WHERE { <study/wood-2021/w12/m2/element> :codedConcept ?old }
