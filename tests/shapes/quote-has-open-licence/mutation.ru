BASE <https://w3id.org/realist/id/>
PREFIX : <https://w3id.org/realist/core#>
PREFIX oa: <http://www.w3.org/ns/oa#>

DELETE { <study/wood-2021/report> :licenceName ?old } INSERT { <study/wood-2021/report> :licenceName "All rights reserved" } WHERE { <study/wood-2021/report> :licenceName ?old } ;
INSERT DATA {
  <study/wood-2021/w12/excerpt> oa:exact "a place to go" .
}
