"""Answers as tables with links, and forms for a question's values."""

import re
from collections.abc import Mapping
from typing import Any

from demireg.domain.names import PREFIXES, PROFILES, Names
from demireg.services.catalogue.concepts import concept_list
from demireg.services.catalogue.stances import proposition_index
from demireg.services.catalogue.studies import study_choices
from demireg.services.catalogue.theories import theory_list
from demireg.services.queries import Param, Query
from demireg.services.questions import Answer
from demireg.services.repository import Repository
from demireg.services.tables import UNKNOWN, are_numbers
from demireg.web import urls, words
from demireg.web.contexts_asking import Field, Table, TableCell

#: A page shows this much; the data behind its links has no such limit.
MOST_ROWS, MOST_TEXT = 200, 60_000


def of_question(answer: Answer, names: Names) -> Table:
    """Return a question's answer, with each identifier linked to its page."""
    numeric = frozenset(
        name for place, name in enumerate(answer.columns) if are_numbers([row[place] for row in answer.rows])
    )
    rows = tuple(
        tuple(
            TableCell(_plain(value, UNKNOWN if name in numeric else ""), urls.page_of(iri, names) if iri else "")
            for name, value, iri in zip(answer.columns, row, iris, strict=True)
        )
        for row, iris in zip(answer.rows[:MOST_ROWS], answer.iris[:MOST_ROWS], strict=True)
    )
    return Table(answer.columns, rows, len(answer.rows), numeric, answer.query.empty)


def of_results(result: Mapping[str, Any], names: Names) -> Table:
    """Return SPARQL JSON results as a table, identifiers shortened by prefixes."""
    columns = tuple(result["head"]["vars"])
    bindings = result["results"]["bindings"]
    rows = tuple(tuple(_term(row.get(name), names) for name in columns) for row in bindings[:MOST_ROWS])
    return Table(columns, rows, len(bindings))


def with_prefixes(query: str) -> str:
    """Return a query with those of our prefixes declared that it uses and does not declare."""
    declared = set(re.findall(r"(?i)\bprefix\s+([\w-]*):", query))
    used = [name for name in PREFIXES if name not in declared and re.search(rf"(?<![\w:/#<]){name}:\w", query)]
    return "".join(f"PREFIX {name}: <{PREFIXES[name]}>\n" for name in used) + query


def _term(term: Mapping[str, str] | None, names: Names) -> TableCell:
    if term is None:
        return TableCell("")
    value = term["value"]
    if term["type"] != "uri":
        return TableCell(value)
    page = urls.page_of(value, names)
    for prefix, space in PREFIXES.items():
        if value.startswith(space):
            return TableCell(f"{prefix}:{value.removeprefix(space)}", page)
    return TableCell(names.local(value), page)


def _plain(value: str | float | bool | None, undefined: str) -> str:
    if value is None:
        return undefined
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:g}" if isinstance(value, float) else str(value)


def fields(query: Query, values: Mapping[str, str], repository: Repository) -> tuple[Field, ...]:
    """Return a question's parameters as a form shows them, with what there is to choose from."""
    return tuple(
        Field(param.name, param.kind, param.text, values.get(param.name, param.default), _choices(param, repository))
        for param in query.params
    )


def _choices(param: Param, repository: Repository) -> tuple[tuple[str, str], ...]:
    kind = param.kind
    if kind == "study":
        return study_choices(repository)
    if kind == "theory":
        return tuple((theory.slug, theory.label) for theory in theory_list(repository))
    if kind == "proposition":
        return tuple((ref.reference, f"{ref.theory_label} {ref.id}") for ref in proposition_index(repository).values())
    if kind == "concept":
        return tuple((line.concept.local, line.concept.label) for line in concept_list(repository))
    if kind == "profile":
        return tuple((name, words.PROFILES.get(name, name)) for name in PROFILES)
    return tuple((each, each) for each in param.choices)
