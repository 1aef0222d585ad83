BASE <https://w3id.org/realist/id/>
PREFIX : <https://w3id.org/realist/core#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX vocab: <https://w3id.org/realist/vocab/>

INSERT DATA {
  <study/wood-2021/element/idle> a :Element ; rdfs:label "idle" ; :codedConcept vocab:Trust .
}
