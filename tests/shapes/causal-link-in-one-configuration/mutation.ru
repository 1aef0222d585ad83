BASE <https://w3id.org/realist/id/>
PREFIX : <https://w3id.org/realist/core#>

INSERT DATA {
  <study/wood-2021/w12/causal-link/1> a :CausalLink ; :from <study/wood-2021/w12/m1> ; :to <study/wood-2021/w12/o1> ; :linkKind :Produces ; :codingBasis :AuthorStated .
}
