"""Answers as plain text: CSV and JSON for programs, Markdown for people."""

import json
from typing import Final

from demireg.services.comparing.ask import Answer
from demireg.services.publishing.about import about
from demireg.services.publishing.called import Called
from demireg.services.publishing.printed import printed
from demireg.services.tables import as_csv, as_markdown

#: What Markdown would take for a mark of its own, in a line of running text.
_MARKS: Final = str.maketrans({mark: f"\\{mark}" for mark in "\\`*_[]#|~"} | {"<": "&lt;"})


def comma(answer: Answer) -> bytes:
    """Return the table as CSV in UTF-8; no text in it can be run as a formula."""
    return as_csv(answer.found.columns, answer.found.rows).encode()


def json_body(answer: Answer) -> bytes:
    """Return the whole answer as JSON in UTF-8, with the evidence behind each figure; what is undefined is null."""
    text = json.dumps(answer.body, ensure_ascii=False, indent=2, default=list)  # what JSON does not know is ``Later``
    return f"{text}\n".encode()


def markdown(answer: Answer) -> bytes:
    """Return question, table, notes and versions as Markdown in UTF-8, studies as citations."""
    said, table = about(answer), printed(answer, Called.of(answer.asked.repository.table))
    parts = [f"**{_flat(said.title)}**", _flat(said.asked), as_markdown(table.columns, table.rows).rstrip()]
    parts += [f"- **{_flat(name)}** {_flat(text)}" for name, text in table.key]
    parts += [_flat(note) for note in (said.how, *said.notes)]
    parts += [f"Made from {_flat(said.made)}. Cite as: {_flat(said.cite)}"]
    return ("\n\n".join(part for part in parts if part) + "\n").encode()


def _flat(text: str) -> str:
    return " ".join(text.split()).translate(_MARKS)
