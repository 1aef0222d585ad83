BASE <https://w3id.org/realist/id/>
PREFIX : <https://w3id.org/realist/core#>

DELETE { <study/wood-2021/w01> :evidencedBy ?old } INSERT { <study/wood-2021/w01> :evidencedBy <study/wood-2021/w01/nowhere> } WHERE { <study/wood-2021/w01> :evidencedBy ?old }
