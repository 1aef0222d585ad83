"""From a file to a draft: every value remembers where it came from."""
