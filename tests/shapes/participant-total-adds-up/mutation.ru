BASE <https://w3id.org/realist/id/>
PREFIX : <https://w3id.org/realist/core#>

DELETE { <study/wood-2021/participants/1> :count ?old } INSERT { <study/wood-2021/participants/1> :count 14 } WHERE { <study/wood-2021/participants/1> :count ?old }
