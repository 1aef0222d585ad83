BASE <https://w3id.org/realist/id/>
PREFIX : <https://w3id.org/realist/core#>

INSERT { ?part :level :IndividualLevel }
WHERE {
  ?configuration :contextAssignment|:mechanismAssignment|:resourceAssignment|:responseAssignment|:outcomeAssignment ?part
  FILTER NOT EXISTS { ?part :level ?known }
}
