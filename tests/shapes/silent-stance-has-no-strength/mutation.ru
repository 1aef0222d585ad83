BASE <https://w3id.org/realist/id/>
PREFIX : <https://w3id.org/realist/core#>

DELETE { <study/wood-2021/stance/wood-2021-modified-P5> :stance ?old } INSERT { <study/wood-2021/stance/wood-2021-modified-P5> :stance :Silent } WHERE { <study/wood-2021/stance/wood-2021-modified-P5> :stance ?old } ;
DELETE WHERE { <study/wood-2021/stance/wood-2021-modified-P5> :onBasisOf ?value } ;
INSERT DATA {
  <study/wood-2021/stance/wood-2021-modified-P5> :strength :WeakStrength .
}
