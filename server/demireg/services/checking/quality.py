"""The quality of the background as a whole: each file of ``queries/quality`` is one check.

A check selects ``?term``, and ``?value`` where naming another thing helps. Its title says what is wrong and its summary
how to mend that; the ending of its name says how grave it is.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Final, cast

from rdflib import BNode, Graph

from demireg import assets
from demireg.domain.findings import Severity
from demireg.services.queries import Query, read
from demireg.store import open_store
from demireg.store.base import Store, Term, Triple

_EVERYTHING: Final = "urn:demireg:background"


@dataclass(frozen=True, slots=True)
class Check:
    """One check: its name without the ending, how grave a flaw is, and the query whose header explains it."""

    name: str
    severity: Severity
    query: Query


@dataclass(frozen=True, slots=True)
class Flaw:
    """What a check found: the term at fault, and another thing that has to do with it."""

    check: Check
    term: str
    value: Term | None


@cache
def checks() -> tuple[Check, ...]:
    """Return every check, by name."""
    found = []
    for path in sorted((assets.folder("queries") / "quality").glob("*.rq")):
        name, _, ending = path.stem.rpartition("-")
        found.append(Check(name, Severity(ending), read(path, f"quality/{path.stem}")))
    return tuple(found)


def flaws(background: Graph) -> list[Flaw]:
    """Return what the checks find in a background, by check and term. Blank nodes get names of their own."""
    named = background.skolemize() if _has_blank_nodes(background) else background
    store = open_store("memory:")
    try:
        store.replace({_EVERYTHING: cast("Iterable[Triple]", named)})
        return flaws_in(store)
    finally:
        store.close()


def flaws_in(store: Store) -> list[Flaw]:
    """Return what the checks find in the union of a store's graphs, by check and term."""
    return [
        Flaw(check, str(row["term"]), row.get("value")) for check in checks() for row in store.select(check.query.text)
    ]


def _has_blank_nodes(graph: Graph) -> bool:
    return any(isinstance(node, BNode) for triple in graph for node in triple)
