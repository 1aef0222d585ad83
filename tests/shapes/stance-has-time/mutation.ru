BASE <https://w3id.org/realist/id/>
PREFIX prov: <http://www.w3.org/ns/prov#>

DELETE WHERE { <study/wood-2021/stance/wood-2021-modified-P5> prov:generatedAtTime ?value }
