BASE <https://w3id.org/realist/id/>
PREFIX : <https://w3id.org/realist/core#>

INSERT DATA {
  <study/wood-2021> a :Synthesis ; :hasFlowCount <study/wood-2021/flow/1> .
  <study/wood-2021/flow/1> a :FlowCount ; :count 12 ; :flowStage :Draft .
}
