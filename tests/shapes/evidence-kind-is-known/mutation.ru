BASE <https://w3id.org/realist/id/>
PREFIX : <https://w3id.org/realist/core#>
PREFIX vocab: <https://w3id.org/realist/vocab/>

INSERT DATA { <study/wood-2021/w12/excerpt> :evidenceKind vocab:Rumour }
