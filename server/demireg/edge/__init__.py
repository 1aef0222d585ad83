"""What the two faces of the service share: negotiation, problems, dependencies."""
