"""Lay the matrix out as a drawing for print: the same glyphs, a legend, and the versions it was made from.

A drawing cannot ask which font it will be shown in, so every text is given the room that a wide one takes.
"""

from collections.abc import Iterable
from math import ceil
from textwrap import wrap

from demireg.services.comparing.matrix import Matrix
from demireg.web import urls, words
from demireg.web.choosing import Choice
from demireg.web.contexts import FigureLine, FigurePage, FigureSign
from demireg.web.matrix_view import RowView, view

#: Width of an average letter of the widest usual font, in parts of its size.
_WIDE = 0.65
_MARGIN, _STEP, _GAP = 14, 30, 24
_SENTENCE, _NUMBERS, _LEAST = 320, 250, 640


def lay_out(matrix: Matrix, version: str, drafts: str = "") -> FigurePage:
    """Return a matrix with every place worked out.

    ``version`` is the software's; ``drafts`` says how many stances are drafts, empty where there are none.
    """
    table = view(matrix, choice=Choice(show="all"))
    left = 42 + _SENTENCE
    right = left + len(table.columns) * _STEP + _GAP
    bars = max((row.bar.width for row in table.rows), default=0)
    width = max(right + max(_NUMBERS, bars) + _MARGIN, _LEAST, _room(table.label, 20, bold=True) + 2 * _MARGIN)
    head = 74 + ceil(0.79 * max((_room(study.label, 12) for study in table.columns), default=0)) + 30
    lines = _lines(table.rows, head)
    bottom = lines[-1].y + lines[-1].height if lines else head
    signs, below = _legend(bottom + 16, width - 2 * _MARGIN)
    made = _made(table.versions, matrix, version, drafts)
    versions = tuple(piece for line in made for piece in _fold(line, width - 2 * _MARGIN, 9))
    foot = below + 20
    return FigurePage(
        matrix=table,
        lines=lines,
        signs=signs,
        foot=foot,
        head=head,
        left=left,
        step=_STEP,
        right=right,
        width=width,
        height=foot + 14 * len(versions) + 6,
        versions=versions,
    )


def _lines(rows: Iterable[RowView], y: int) -> tuple[FigureLine, ...]:
    lines: list[FigureLine] = []
    for row in rows:
        sentence, counts = _fold(row.text, _SENTENCE, 13), _fold(row.numbers, _NUMBERS, 10)
        height = max(len(sentence) * 17 + 22, 48 + 13 * len(counts))
        lines.append(FigureLine(row, sentence, counts, y, height))
        y += height
    return tuple(lines)


def _legend(y: int, width: int) -> tuple[tuple[FigureSign, ...], int]:
    """Return the legend's signs, each group on lines of its own, and where the legend ends."""
    groups = (
        ("stance", {stance: words.spoken(stance) for stance in words.STANCES}),
        ("match", words.MATCHES),
        ("seen", words.TEXT_SEEN),
    )
    signs = []
    for kind, entries in groups:
        step = 40 + max(_room(text, 11) for text in entries.values())
        across = max(1, width // step)
        for at, (token, text) in enumerate(entries.items()):
            signs.append(FigureSign(kind, token, text, _MARGIN + at % across * step, y + at // across * 22))
        y += 22 * ceil(len(entries) / across)
    return tuple(signs), y


def _made(versions: str, matrix: Matrix, version: str, drafts: str) -> list[str]:
    address = urls.compare(matrix.theory, matrix.profile)
    named = f"demireg {version}, {matrix.label}, profile {matrix.profile}, at {address}"
    return [line for line in (drafts, named, f"made from {versions}") if line]


def _room(text: str, size: int, *, bold: bool = False) -> int:
    return ceil(len(text) * size * (_WIDE * 1.1 if bold else _WIDE))


def _fold(text: str, width: int, size: int) -> tuple[str, ...]:
    return tuple(wrap(text, max(12, int(width / (size * _WIDE)))))
