"""Pages of comparison: one general page for every measure, and drawings of their own for some of them.

``VIEWS`` says which measure is drawn by which template, from what; a measure that is not in it gets the general page,
which every drawing stands on as well: form, filters, table, notes, versions, files.
"""

from typing import Final

from demireg.web.measuring import contradictions, contrast, diff, gaps, matrix, patterns, truth_table
from demireg.web.measuring.view import View

__all__ = ["VIEWS", "View"]

#: Measure → how it is drawn above its table.
VIEWS: Final[dict[str, View]] = {
    "matrix": matrix.VIEW,
    "support": matrix.VIEW,
    "contrast": contrast.VIEW,
    "truth-table": truth_table.VIEW,
    "contradictions": contradictions.VIEW,
    "patterns": patterns.VIEW,
    "gaps": gaps.VIEW,
    "diff": diff.VIEW,
}
