BASE <https://w3id.org/realist/id/>
PREFIX : <https://w3id.org/realist/core#>

INSERT DATA {
  <study/wood-2021/w12/excerpt> :interventionAssignment <study/wood-2021/w12/i9> .
  <study/wood-2021/w12/i9> a :RoleAssignment ; :element <study/wood-2021/w12/i1/element> ; :codingBasis :AuthorTagged .
}
