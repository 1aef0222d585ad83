"""Answers as a LaTeX table of the kind that journals ask for (booktabs), to be put into a manuscript with \\input."""

import unicodedata
from collections.abc import Sequence
from typing import Final

from demireg.services.comparing.ask import Answer
from demireg.services.publishing.about import about
from demireg.services.publishing.called import Called
from demireg.services.publishing.printed import Printed, printed
from demireg.services.tables import Value, shown

_ESCAPES: Final = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "%": r"\%",
    "_": r"\_",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    '"': r"\textquotedbl{}",
    "–": "--",
    "—": "---",
    "‘": "`",
    "’": "'",
    "“": "``",
    "”": "''",
    "…": r"\dots{}",
    "→": r"$\rightarrow$",
    "↔": r"$\leftrightarrow$",
    "≥": r"$\geq$",
    "≤": r"$\leq$",
    "−": r"$-$",
    "×": r"$\times$",
    "·": r"\textperiodcentered{}",
    "Δ": r"$\Delta$",
    "δ": r"$\delta$",
    "κ": r"$\kappa$",
    "α": r"$\alpha$",
}
#: A page is so many letters broad in small print; the columns of words share what those of numbers leave.
_BROAD: Final = 100
_LEAST: Final = 0.06
_LETTER: Final = 0.008
#: More columns than this are for a page on its side.
_UPRIGHT: Final = 8
_HEAD: Final = (
    "% {title}\n% Needs \\usepackage{{booktabs,longtable,array}}{more} and UTF-8 input; "
    "put it into the text with \\input.\n"
)


def latex(answer: Answer) -> bytes:
    """Return the table in UTF-8 with caption, key, notes and versions; everything in it is escaped."""
    said, table = about(answer), printed(answer, Called.of(answer.asked.repository.table))
    wide = len(table.columns) > _UPRIGHT
    caption = f"{escaped(said.title)} {escaped(said.asked)}".strip()
    heads = " & ".join(rf"\textbf{{{escaped(column)}}}" for column in table.columns) + r" \\"
    body = [_row(row) for row in table.rows]
    lines = [
        _HEAD.format(title=_comment(said.title), more=", \\usepackage{pdflscape}" if wide else "").rstrip(),
        *((r"\begin{landscape}",) if wide else ()),
        r"\begingroup\footnotesize\setlength{\tabcolsep}{3pt}",
        rf"\begin{{longtable}}{{{_columns(table)}}}",
        rf"\caption{{{caption}}}\label{{tab:{_label(answer)}}}\\",
        *(r"\toprule", heads, r"\midrule", r"\endfirsthead", r"\toprule", heads, r"\midrule", r"\endhead"),
        *(r"\bottomrule", r"\endlastfoot", *body),
        r"\end{longtable}",
        *(rf"\noindent\textbf{{{escaped(name)}}} {escaped(text)}\par" for name, text in table.key),
        *(rf"\noindent {escaped(note)}\par" for note in (said.how, *said.notes)),
        rf"\noindent Made from {escaped(said.made)}. Cite as: {escaped(said.cite)}\par",
        r"\endgroup",
        *((r"\end{landscape}",) if wide else ()),
    ]
    return ("\n".join(lines) + "\n").encode()


def escaped(text: str) -> str:
    """Return a text on one line in which no letter means anything to LaTeX."""
    flat = " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())
    return "".join(_ESCAPES.get(letter, letter) for letter in unicodedata.normalize("NFC", flat))


def _row(row: Sequence[Value]) -> str:
    """Return a line of the table, begun so that the end of the line before does not read it as star or length."""
    line = " & ".join(_cell(value) for value in row) + r" \\"
    return f"{{}}{line}" if line.startswith(("[", "*")) else line


def _cell(value: Value) -> str:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return f"${shown(value)}$"
    return escaped(shown(value))


def _columns(table: Printed) -> str:
    """Return the kinds of columns: numbers to the right, words in paragraphs as broad as they are long."""
    longest = [
        max(len(shown(cell)) for cell in (column, *(row[place] for row in table.rows)))
        for place, column in enumerate(table.columns)
    ]
    numbers = sum(max(size, 4) for size, numeric in zip(longest, table.numeric, strict=True) if numeric) / _BROAD
    words = sum(min(size, 60) for size, numeric in zip(longest, table.numeric, strict=True) if not numeric) or 1
    left = max(0.98 - numbers - 0.015 * len(longest), 0.4)
    least = [max(max(map(len, column.split()), default=0) * _LETTER, _LEAST) for column in table.columns]
    return "".join(
        "r" if numeric else _paragraph(max(left * min(size, 60) / words, need))
        for size, need, numeric in zip(longest, least, table.numeric, strict=True)
    )


def _paragraph(share: float) -> str:
    return rf">{{\raggedright\arraybackslash}}p{{{share:.3f}\linewidth}}"


def _comment(text: str) -> str:
    return " ".join(text.split())


def _label(answer: Answer) -> str:
    kept = "-".join([answer.measure.name, *(value for value in answer.asked.values.values() if value)])
    return "".join(letter if letter.isascii() and letter.isalnum() else "-" for letter in kept)[:60]
