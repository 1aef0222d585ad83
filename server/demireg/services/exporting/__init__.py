"""Every study in every format: what was read as a sheet stays that sheet, and what came as triples is unfolded."""
