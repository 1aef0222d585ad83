"""Checking the background: vocabularies, theories and the ontology, as they ship and as somebody would change them.

``quality`` asks the questions of ``queries/quality``, ``background_files`` reads the files, ``turtle_places`` finds a
term in their text, ``given_up`` finds who still uses what a file no longer holds, and ``background_file`` brings all
of it together for one file.
"""
