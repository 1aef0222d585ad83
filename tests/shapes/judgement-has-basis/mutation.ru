BASE <https://w3id.org/realist/id/>
PREFIX : <https://w3id.org/realist/core#>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>

INSERT DATA {
  <study/wood-2021> :hasQualityAssessment <study/wood-2021/quality/1> .
  <study/wood-2021/quality/1> a :RichnessJudgement ;
      :about <study/wood-2021/w12/excerpt> ;
      :rating :HighRating ;
      :rationale "Told step by step." ;
      prov:wasAttributedTo <agent/tester> ;
      prov:generatedAtTime "2026-11-22T00:00:00Z"^^xsd:dateTime .
}
