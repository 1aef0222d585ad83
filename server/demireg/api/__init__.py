"""The machine's face: ``/api``, ``/sparql``, identifiers and dumps."""
