"""The ontology as something to read: its terms, what follows from them, what checks them and where they are used.

``terms`` reads the modules, ``axioms`` what follows from each term, ``checks`` the shapes, ``uses`` the data,
``changes`` the history. What is read from files is read once for a background and kept.
"""
