BASE <https://w3id.org/realist/id/>
PREFIX : <https://w3id.org/realist/core#>

INSERT DATA {
  <study/wood-2021/stance/wood-2021-modified-P5> :supersededBy <study/wood-2021/w12> .
}
