BASE <https://w3id.org/realist/id/>
PREFIX : <https://w3id.org/realist/core#>

INSERT DATA {
  <study/wood-2021> :synthesises <study/husk-2020> .
}
