"""Take a standard's items, and what a study's data say on them, from the store."""

from typing import Final

from demireg.services.catalogue.rows import local, text, word
from demireg.services.naming import given
from demireg.services.queries import load
from demireg.services.reporting.standards import Answer, Found, Item, Reading, Response
from demireg.services.repository import Repository
from demireg.store.base import Row

_ANSWERS: Final = {
    "item_met": Answer.MET,
    "item_partly_met": Answer.PARTLY_MET,
    "item_not_met": Answer.NOT_MET,
    "item_not_seen": Answer.NOT_SEEN,
    "item_not_applicable": Answer.NOT_APPLICABLE,
}


def read_study(repository: Repository, study: str) -> Reading:
    """Return how a study was read. Raises NotFound, with the nearest names, when it is not held."""
    rows = _rows(repository, "study", study)
    first = rows[0]
    design = text(first, "design") or text(first, "designLabel")
    calls = f"{text(first, 'design')} {text(first, 'designLabel')}".casefold()
    return Reading(
        study=study,
        label=text(first, "label"),
        synthesis=text(first, "synthesis") == "true",
        seen=word(text(first, "seen")) if "seen" in first else "",
        seen_detail=text(first, "seenDetail"),
        realist="realist" in calls,
        design=design,
        read_for=tuple(sorted({local(text(row, "readFor")) for row in rows if "readFor" in row})),
    )


def read_items(repository: Repository, study: str) -> tuple[Item, ...]:
    """Return the items of the standard for a study of its kind, in their order."""
    return tuple(
        Item(
            iri=text(row, "item"),
            number=int(text(row, "number")),
            section=text(row, "section"),
            title=text(row, "title"),
            asks=text(row, "asks"),
            satisfied_by=text(row, "satisfied"),
            note=text(row, "note"),
            cited=text(row, "cited") == "true",
            realist=text(row, "realist") == "true",
        )
        for row in _rows(repository, "items", study)
    )


def read_found(
    repository: Repository, study: str, withheld: frozenset[tuple[str, str]] = frozenset()
) -> dict[str, tuple[Found, ...]]:
    """Return the values that tell something of each item, by the item's IRI.

    ``withheld`` are properties with the values that do not count.
    """
    found: dict[str, dict[tuple[str, str], Found]] = {}
    for row in _rows(repository, "found", study):
        here = found.setdefault(text(row, "item"), {})
        here.setdefault((text(row, "property"), text(row, "value")), _found(repository, row, withheld))
    return {item: tuple(values.values()) for item, values in found.items()}


def read_responses(repository: Repository, study: str) -> dict[str, Response]:
    """Return people's answers by the item's IRI; of several to one item, the latest."""
    return {
        text(row, "item"): Response(
            answer=_ANSWERS[word(text(row, "answer"))],
            rationale=text(row, "rationale"),
            locator=text(row, "locator"),
            agent=text(row, "agent") or "somebody who is not named",
            date=text(row, "time")[:10],
        )
        for row in _rows(repository, "responses", study)
    }


def _found(repository: Repository, row: Row, withheld: frozenset[tuple[str, str]]) -> Found:
    value, name, count = text(row, "value"), text(row, "name"), text(row, "count")
    iri = value if value.startswith(("http://", "https://")) else ""
    counted = (text(row, "property"), value) not in withheld
    shown = name or (repository.names.local(value) if iri else {"true": "yes", "false": "no"}.get(value, value))
    return Found(text(row, "what"), f"{shown}: {count}" if count else shown, iri, text(row, "locator"), counted)


def _rows(repository: Repository, name: str, study: str) -> list[Row]:
    query = load(f"reporting/{name}")
    return repository.store.select(query.bind(given(repository, query, {"study": study})))
