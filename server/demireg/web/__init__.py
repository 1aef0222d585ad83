"""The reader's face: pages rendered on the server."""
