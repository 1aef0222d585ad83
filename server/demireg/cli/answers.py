"""Print the answer to a SPARQL query: as a table for people, or in the bytes of its media type."""

import json
import sys
from typing import Any, Final

from demireg.cli.terminal import Format, show
from demireg.domain.errors import BadParameter
from demireg.edge.negotiation import OFFERED
from demireg.services.sparql import Form
from demireg.store.base import Serialised

_RESULTS: Final = "application/sparql-results+json"

#: Formats of answers: name on the command line → media types that it may stand for.
FORMATS: Final[dict[str, tuple[str, ...]]] = {
    "table": (_RESULTS, "text/turtle"),
    "json": (_RESULTS, "application/ld+json"),
    "xml": ("application/sparql-results+xml", "application/rdf+xml"),
    "csv": ("text/csv",),
    "tsv": ("text/tab-separated-values",),
    "turtle": ("text/turtle",),
    "ntriples": ("application/n-triples",),
    "jsonld": ("application/ld+json",),
}


def media_type(name: str, form: Form) -> str:
    """Return the media type in which a format's name gives the answer to a query of this form.

    Raises BadParameter, with the names that fit, when the name is unknown or does not suit the form.
    """
    fitting = {each: kind for each, kinds in FORMATS.items() for kind in kinds if kind in OFFERED[form]}
    if name not in fitting:
        there_is = f"the answer to {form.value} comes as" if name in FORMATS else "an answer comes as"
        names = fitting if name in FORMATS else FORMATS
        raise BadParameter(f"--format takes no '{name}' here: {there_is} {', '.join(names)}.")
    return fitting[name]


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
