"""Print the answer to a SPARQL query: as a table for people, or in the bytes of its media type."""

import json
import sys
from typing import Any, Final

from demireg.cli.terminal import Format, show
from demireg.store.base import Serialised

_RESULTS: Final = "application/sparql-results+json"

#: Formats of answers: name on the command line → media types for rows and for graphs.
MEDIA_TYPES: Final[dict[str, tuple[str, ...]]] = {
    "table": (_RESULTS, "text/turtle"),
    "json": (_RESULTS, "application/ld+json"),
    "xml": ("application/sparql-results+xml", "application/rdf+xml"),
    "csv": ("text/csv", "text/turtle"),
    "tsv": ("text/tab-separated-values", "text/turtle"),
    "turtle": ("text/turtle", _RESULTS),
    "ntriples": ("application/n-triples", _RESULTS),
    "jsonld": ("application/ld+json", _RESULTS),
}


def print_answer(answer: Serialised, *, as_table: bool) -> None:
    """Print an answer; rows become a table when asked for, everything else is printed as it is."""
    if not (as_table and answer.media_type.startswith(_RESULTS)):
        sys.stdout.write(answer.body.decode("utf-8"))
        if not answer.body.endswith(b"\n"):
            sys.stdout.write("\n")
        return
    body: dict[str, Any] = json.loads(answer.body)
    if "boolean" in body:
        sys.stdout.write("yes\n" if body["boolean"] else "no\n")
        return
    columns = body["head"]["vars"]
    rows = [[row[name]["value"] if name in row else None for name in columns] for row in body["results"]["bindings"]]
    show(columns, rows, Format.TABLE)
