BASE <https://w3id.org/realist/id/>
PREFIX : <https://w3id.org/realist/core#>

INSERT DATA {
  <study/wood-2021/w12> :responseAssignment <study/wood-2021/w12/m11> .
  <study/wood-2021/w12/m11> a :RoleAssignment ; :element <study/wood-2021/w12/m2/element> ; :codingBasis :AuthorTagged .
  <study/wood-2021/w12> :responseAssignment <study/wood-2021/w12/m12> .
  <study/wood-2021/w12/m12> a :RoleAssignment ; :element <study/wood-2021/w12/m2/element> ; :codingBasis :AuthorTagged .
  <study/wood-2021/w12> :responseAssignment <study/wood-2021/w12/m13> .
  <study/wood-2021/w12/m13> a :RoleAssignment ; :element <study/wood-2021/w12/m2/element> ; :codingBasis :AuthorTagged .
  <study/wood-2021/w12> :responseAssignment <study/wood-2021/w12/m14> .
  <study/wood-2021/w12/m14> a :RoleAssignment ; :element <study/wood-2021/w12/m2/element> ; :codingBasis :AuthorTagged .
  <study/wood-2021/w12> :responseAssignment <study/wood-2021/w12/m15> .
  <study/wood-2021/w12/m15> a :RoleAssignment ; :element <study/wood-2021/w12/m2/element> ; :codingBasis :AuthorTagged .
}
