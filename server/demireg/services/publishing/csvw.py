"""What stands beside an answer as CSV, which holds a table and nothing else: metadata of CSV on the Web, as JSON.

After the W3C Recommendations of 17 December 2015, Metadata Vocabulary for Tabular Data and Model for Tabular Data and
Metadata on the Web: the file of ``support.csv`` is called ``support.csv-metadata.json``.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any, Final
from urllib.parse import urlencode

from demireg.services.comparing.ask import Answer
from demireg.services.comparing.heading import head
from demireg.services.publishing.about import LICENCE, about
from demireg.services.tables import are_numbers, head_of_csv

#: How a file of metadata is called after the table that it is of.
ENDING: Final = "-metadata.json"
_CONTEXT: Final = ["http://www.w3.org/ns/csvw", {"@language": "en"}]
#: What the name of a column may hold as it is: letters that a variable of a URI template takes (RFC 6570, 2.3).
_OTHER: Final = re.compile(r"[^A-Za-z0-9_.]|^_")


def metadata(answer: Answer) -> bytes:
    """Return the metadata of an answer's table as JSON in UTF-8, the table at its address beside them."""
    query = urlencode(answer.query)
    return metadata_of(answer, f"{answer.measure.name}.csv{'?' if query else ''}{query}")


def metadata_of(answer: Answer, url: str) -> bytes:
    """Return the metadata of an answer's table, which is at an address relative to theirs, as JSON in UTF-8."""
    said, found = about(answer), answer.found
    told: dict[str, Any] = {
        "@context": _CONTEXT,
        "@type": "Table",
        "url": url,
        "dc:title": said.title,
        "dc:description": said.how,
        "dc:bibliographicCitation": said.cite,
        "dc:license": {"@id": LICENCE},
        "dc:source": said.address,
        "rdfs:comment": list(said.notes),
        "notes": [
            {"name": "asked", "value": {"measure": answer.measure.name, **answer.query}},
            {"name": "versions", "value": asdict(answer.versions)},
        ],
        "tableSchema": {
            "@type": "Schema",
            "columns": [
                _column(name, found.columns, [row[at] for row in found.rows]) for at, name in enumerate(found.columns)
            ],
        },
    }
    return (json.dumps(told, ensure_ascii=False, indent=2) + "\n").encode()


def _column(name: str, columns: tuple[str, ...], cells: Sequence[object]) -> dict[str, Any]:
    """Return what is said of one column; an empty cell is unknown or undefined, as null is for every datatype."""
    return {
        "@type": "Column",
        "name": _OTHER.sub(lambda found: f"%{found[0].encode().hex('%')}".upper(), name),
        "titles": head_of_csv(name),
        "dc:description": head(name, columns),
        "datatype": _datatype([cell for cell in cells if cell is not None]),
    }


def _datatype(cells: Sequence[object]) -> str:
    if cells and all(isinstance(cell, bool) for cell in cells):
        return "boolean"
    if not are_numbers(cells):
        return "string"
    return "integer" if all(isinstance(cell, int) for cell in cells) else "number"
