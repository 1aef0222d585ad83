"""The acts: importing, validating, reasoning, seeding, asking, comparing. Knows no status code and no page."""
