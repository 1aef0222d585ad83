"""The workbook that a reviewer fills in: made from the description of the tables and the current vocabularies.

``workbook`` puts it together from ``tables``, which are filled in, and ``guide`` and ``reference``, which are read;
``offers`` knows what the ``dropdowns`` offer, and ``look`` how everything looks. ``annotate`` marks a filled workbook
with what a check found.
"""
