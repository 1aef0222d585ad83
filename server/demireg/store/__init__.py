"""Where triples live: in memory, in a folder, or behind a SPARQL endpoint. ``open_store`` chooses."""
