BASE <https://w3id.org/realist/id/>
PREFIX : <https://w3id.org/realist/core#>

DELETE { ?one :unfiredMechanismAssignment ?part } INSERT { ?one :responseAssignment ?part } WHERE { ?one :unfiredMechanismAssignment ?part }
