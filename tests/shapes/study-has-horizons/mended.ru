BASE <https://w3id.org/realist/id/>
PREFIX : <https://w3id.org/realist/core#>

INSERT { ?part :horizon :Distal }
WHERE { ?configuration :outcomeAssignment ?part FILTER NOT EXISTS { ?part :horizon ?known } }
