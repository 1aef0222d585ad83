BASE <https://w3id.org/realist/id/>
PREFIX : <https://w3id.org/realist/core#>
PREFIX vocab: <https://w3id.org/realist/vocab/>

DELETE { <study/wood-2021/w26/m1/element> :codedConcept ?old } INSERT { <study/wood-2021/w26/m1/element> :codedConcept vocab:PoorInformationExchange } WHERE { <study/wood-2021/w26/m1/element> :codedConcept ?old }
