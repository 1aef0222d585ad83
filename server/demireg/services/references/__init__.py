"""From references as libraries and reference managers give them to sheets that are begun.

``reading`` reads RIS, BibTeX, CSL-JSON and PubMed XML, ``matching`` finds what is there twice or held already, and
``starting`` begins a sheet for each reference that is new.
"""
