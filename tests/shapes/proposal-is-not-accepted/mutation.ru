BASE <https://w3id.org/realist/id/>
PREFIX : <https://w3id.org/realist/core#>

INSERT DATA {
  <study/wood-2021/w12> :proposedAssignment <study/wood-2021/w12/m9> .
  <study/wood-2021/w12/m9> a :RoleAssignment ; :element <study/wood-2021/w12/m1/element> ; :codingBasis :MachineSuggested ; :proposedRole :MechanismRole ; :acceptedBy <agent/tester> .
}
