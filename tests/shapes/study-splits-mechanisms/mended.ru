BASE <https://w3id.org/realist/id/>
PREFIX : <https://w3id.org/realist/core#>

DELETE { ?configuration :mechanismAssignment ?part } INSERT { ?configuration :responseAssignment ?part }
WHERE { ?configuration :mechanismAssignment ?part }
