BASE <https://w3id.org/realist/id/>
PREFIX : <https://w3id.org/realist/core#>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>

INSERT DATA {
  <study/wood-2021> :hasSegment <study/wood-2021/segment/s1> .
  <study/wood-2021/segment/s1> a :CodedSegment ; :locator "Results" ; :hasSegmentCoding <study/wood-2021/segment/s1/coding/a> , <study/wood-2021/segment/s1/coding/b> ; :hasSettlement <study/wood-2021/segment/s1/settlement> .
  <study/wood-2021/segment/s1/coding/a> a :SegmentCoding ; :roleGiven :ContextRole ; prov:wasAttributedTo <agent/a> .
  <study/wood-2021/segment/s1/coding/b> a :SegmentCoding ; :roleGiven :MechanismRole ; prov:wasAttributedTo <agent/b> .
  <study/wood-2021/segment/s1/settlement> a :Settlement ; :roleGiven :ContextRole ; :rationale "It was so before." .
  <agent/a> a prov:Agent ; rdfs:label "a" .
  <agent/b> a prov:Agent ; rdfs:label "b" .
  <agent/c> a prov:Agent ; rdfs:label "c" .
}
