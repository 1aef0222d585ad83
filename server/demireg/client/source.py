"""What a client asks: a repository, near or far."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol


@dataclass(frozen=True, slots=True)
class Table:
    """Rows with what is beside them. columns; rows; attrs: title, notes, versions and body, as far as there are."""

    columns: Sequence[str]
    rows: Sequence[Sequence[Any]]
    attrs: Mapping[str, Any] = field(default_factory=dict)


class Source(Protocol):
    """A repository that can be asked; every method raises the errors of ``demireg.domain.errors``."""

    def compare(self, measure: str, values: Mapping[str, str]) -> Table:
        """Return the answer of a measure."""
        ...

    def ask(self, question: str, values: Mapping[str, str]) -> Table:
        """Return the answer to a question."""
        ...

    def studies(self) -> Table:
        """Return the studies."""
        ...

    def measures(self) -> Table:
        """Return what can be compared."""
        ...

    def comparisons(self) -> Table:
        """Return the comparisons that are kept."""
        ...

    def again(self, name: str, version: int) -> Table:
        """Return what has changed since a comparison was kept; version 0 is the newest."""
        ...

    def sparql(self, query: str) -> Table | bool | str:
        """Return the bindings of a SELECT as JSON has them, the answer to an ASK, or Turtle."""
        ...

    def close(self) -> None:
        """Let go of it."""
        ...


def of_answer(told: Mapping[str, Any]) -> Table:
    """Return a table from what ``format=table`` gives: columns, rows, title and the whole answer."""
    body = told["answer"]
    versions = {name: value for name, value in body["versions"].items() if name != "studies"}  # those are in the body
    attrs = {"title": told["title"], "notes": body["notes"], "versions": versions, "body": body}
    return Table(told["columns"], told["rows"], attrs)


def of_records(records: Sequence[Mapping[str, Any]], columns: Sequence[str] = (), **attrs: object) -> Table:
    """Return a table from rows that are mappings, with the columns of the first unless they are given."""
    names = list(columns) or list(records[0] if records else ())
    return Table(names, [[row[name] for name in names] for row in records], attrs)


def of_kept(told: Sequence[Mapping[str, Any]]) -> Table:
    """Return a table from the newest comparison kept under each name, with the question in one column."""
    asked = [" ".join(f"{name}={value}" for name, value in each["query"].items()) for each in told]
    rows = [
        (each["name"], each["number"], each["measure"], query, each["on"], each["agent"], each["note"])
        for each, query in zip(told, asked, strict=True)
    ]
    return Table(("name", "version", "measure", "asked", "kept", "by", "note"), rows, {"body": list(told)})


def of_question(told: Mapping[str, Any]) -> Table:
    """Return a table from the answer to a question."""
    return of_records(told["rows"], told["columns"], title=told["title"], body=told)


def of_measures(told: Sequence[Mapping[str, Any]]) -> Table:
    """Return a table from the list of measures."""
    rows = [
        (
            each["name"],
            each["title"],
            " ".join(param["name"] for param in each["params"]),
            " ".join(each["filters"]),
            each["source"],
        )
        for each in told
    ]
    examples = {each["name"]: each["example"] for each in told}
    return Table(("measure", "asks", "takes", "filters", "source"), rows, {"examples": examples, "body": list(told)})


def of_results(told: Mapping[str, Any]) -> Table | bool:
    """Return what SPARQL results in JSON say."""
    if "boolean" in told:
        return bool(told["boolean"])
    names = told["head"]["vars"]
    return Table(names, [[row.get(name) for name in names] for row in told["results"]["bindings"]])
