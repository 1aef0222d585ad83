BASE <https://w3id.org/realist/id/>
PREFIX : <https://w3id.org/realist/core#>

DELETE { <study/wood-2021/theory-use/1> :theoryRelation ?old } INSERT { <study/wood-2021/theory-use/1> :theoryRelation :Draft } WHERE { <study/wood-2021/theory-use/1> :theoryRelation ?old }
