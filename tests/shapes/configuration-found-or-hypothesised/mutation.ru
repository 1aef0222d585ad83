BASE <https://w3id.org/realist/id/>
PREFIX : <https://w3id.org/realist/core#>

INSERT DATA {
  <study/wood-2021> :hasConfiguration <study/wood-2021/w-ipt> .
}
