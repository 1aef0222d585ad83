BASE <https://w3id.org/realist/id/>
PREFIX : <https://w3id.org/realist/core#>
PREFIX vocab: <https://w3id.org/realist/vocab/>

DELETE { <study/wood-2021/w12/excerpt> :evidenceKind ?old } INSERT { <study/wood-2021/w12/excerpt> :evidenceKind vocab:Rumour } WHERE { <study/wood-2021/w12/excerpt> :evidenceKind ?old }
