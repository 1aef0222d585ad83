BASE <https://w3id.org/realist/id/>
PREFIX : <https://w3id.org/realist/core#>

DELETE { ?stance :stance :Contradicts } INSERT { ?stance :stance :Qualifies } WHERE { ?stance :stance :Contradicts }
