BASE <https://w3id.org/realist/id/>
PREFIX : <https://w3id.org/realist/core#>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX vocab: <https://w3id.org/realist/vocab/>

INSERT DATA {
  <study/wood-2021> :hasChecklistResponse <study/wood-2021/checklist/rameses-2-05> .
  <study/wood-2021/checklist/rameses-2-05> a :ChecklistResponse ; :answersItem vocab:rameses-2-05 ; :answer :Draft ; prov:wasAttributedTo <agent/tester> .
}
