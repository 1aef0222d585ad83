"""demireg: a theory repository for realist evaluation.

Floors, each importing only from those below it: ``cli`` (commands), ``app`` (the service put together),
``api`` and ``web`` (two faces of it), ``edge`` (what both faces share), ``services`` (the acts),
``store`` (where triples live), ``domain`` (the field's nouns), ``assets`` and ``settings``.
"""

__version__ = "0.1.0"
