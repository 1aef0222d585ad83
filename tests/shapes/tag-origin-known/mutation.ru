BASE <https://w3id.org/realist/id/>
PREFIX : <https://w3id.org/realist/core#>

DELETE { <study/wood-2021/w12> :tagOrigin ?old } INSERT { <study/wood-2021/w12> :tagOrigin :Draft } WHERE { <study/wood-2021/w12> :tagOrigin ?old }
