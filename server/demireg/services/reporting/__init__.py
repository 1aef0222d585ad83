"""What a study reports, held against the standards of realist evaluations and syntheses.

``standards`` holds the nouns, ``reading`` takes items and data from the store, ``counting`` leaves out what only
curators found, ``checking`` runs the rules of ``shapes/rameses-*.ttl``, ``judging`` says from both how far each item is
met, ``rows`` lays the report out as a table.
"""
