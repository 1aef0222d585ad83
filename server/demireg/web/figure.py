"""Lay the matrix out as a drawing for print: the same glyphs, a legend, and the versions it was made from."""

from textwrap import wrap

from demireg.services.comparing.matrix import Matrix
from demireg.web.contexts import FigureLine, FigurePage
from demireg.web.matrix_view import view

_HEAD, _LEGEND, _LINE, _LEFT, _STEP, _CHARACTERS = 150, 118, 17, 330, 30, 46


def lay_out(matrix: Matrix, version: str) -> FigurePage:
    """Return a matrix with every place worked out; ``version`` is the software's."""
    table = view(matrix)
    lines: list[FigureLine] = []
    y = _HEAD
    for row in table.rows:
        wrapped = tuple(wrap(row.text, _CHARACTERS))
        height = max(len(wrapped) * _LINE + 22, 60)
        lines.append(FigureLine(row, wrapped, y, height))
        y += height
    right = _LEFT + len(table.columns) * _STEP + 24
    made = [f"demireg {version}, {table.label}, profile {table.profile}; made from"]
    studies = wrap(table.versions, max(60, (right + 200) // 6)) if table.versions else []
    return FigurePage(
        matrix=table,
        lines=tuple(lines),
        left=_LEFT,
        step=_STEP,
        right=right,
        width=right + 230,
        height=y + _LEGEND + 14 * (len(studies) + 1),
        versions=(*made, *studies),
    )
