BASE <https://w3id.org/realist/id/>
PREFIX : <https://w3id.org/realist/core#>

INSERT DATA {
  <study/wood-2021> :focusesOn <https://w3id.org/realist/theory/example/P9> .
}
