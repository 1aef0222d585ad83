BASE <https://w3id.org/realist/id/>
PREFIX : <https://w3id.org/realist/core#>

DELETE { <study/wood-2021/participants/5> :count ?old } INSERT { <study/wood-2021/participants/5> :count -7 } WHERE { <study/wood-2021/participants/5> :count ?old } ;
DELETE WHERE { <study/wood-2021/participants/8> :count ?value }
