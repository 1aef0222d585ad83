"""Take a claim and a proposition's patterns from the store, as they are asserted."""

from collections.abc import Iterable
from typing import Final

from demireg.services.catalogue.parts import concept_ref
from demireg.services.catalogue.rows import each, local, natural, text, word
from demireg.services.explaining.proofs import RELATIONS, Claim, Coding, Pattern
from demireg.services.naming import given
from demireg.services.queries import load
from demireg.services.repository import Repository
from demireg.store.base import Row

_LETTERS: Final = {"C": "c.", "I": "i.", "M": "m.", "O": "o."}
_ORDER: Final = "CIMO"


def read_claim(repository: Repository, configuration: str) -> Claim:
    """Return a configuration by its study and label (``wood-2021/w12``) with every part.

    Raises NotFound, with the nearest names, when the repository does not hold it.
    """
    rows = _rows(repository, "configuration", configuration=configuration)
    first, iri = rows[0], repository.names.study(configuration)
    coder, coded_on = text(first, "coder"), text(first, "codedOn")[:10]
    return Claim(
        iri=iri,
        study=text(first, "study"),
        study_label=text(first, "studyLabel"),
        label=text(first, "label"),
        title=text(first, "title"),
        found=text(first, "found") == "true",
        locators=tuple(dict.fromkeys(filter(None, map(_locator, rows)))),
        doi=text(first, "doi"),
        coder=coder,
        coded_on=coded_on,
        parts=_parts(_rows(repository, "parts", configuration=configuration), coder, coded_on),
    )


def read_patterns(repository: Repository, proposition: str) -> tuple[Pattern, ...]:
    """Return the patterns of a proposition (``salutogenesis/P1``), by name.

    Raises NotFound, with the nearest names, when the repository does not hold it.
    """
    slots: dict[str, list[tuple[str, str]]] = {}
    for row in _rows(repository, "patterns", proposition=proposition):
        slots.setdefault(text(row, "pattern"), []).append((text(row, "role"), text(row, "required")))
    return tuple(
        Pattern(iri, tuple(sorted(slots[iri], key=lambda slot: (_ORDER.index(slot[0]), slot[1]))))
        for iri in sorted(slots, key=natural)
    )


def read_stored(repository: Repository, configuration: str, proposition: str, profile: str) -> tuple[str, ...]:
    """Return the relations between the two that are stored as inferred under a profile, weightiest first."""
    rows = _rows(repository, "stored", configuration=configuration, proposition=proposition, profile=profile)
    found = {local(text(row, "relation")) for row in rows}
    return tuple(name for name in RELATIONS if name in found)


def _rows(repository: Repository, name: str, **values: str) -> list[Row]:
    query = load(f"explaining/{name}")
    return repository.store.select(query.bind(given(repository, query, values)))


def _locator(row: Row) -> str:
    return ", ".join(filter(None, (text(row, "locator"), text(row, "participant"))))


def _parts(rows: Iterable[Row], coder: str, coded_on: str) -> tuple[Coding, ...]:
    by_part: dict[tuple[str, str, str], list[Row]] = {}
    for row in rows:
        by_part.setdefault((text(row, "part"), text(row, "role"), text(row, "standing")), []).append(row)
    parts = [_coding(found, coder, coded_on) for found in by_part.values()]
    return tuple(sorted(parts, key=lambda part: (_ORDER.index(part.role), natural(part.number))))


def _coding(rows: list[Row], coder: str, coded_on: str) -> Coding:
    row = rows[0]
    number = text(row, "number") or local(text(row, "part"))
    role = text(row, "role") or _proposed_role(row, number)
    rejected = text(row, "standing") == "proposed" and text(row, "rejected") == "true"
    concepts = dict.fromkeys(filter(None, (concept_ref(each, "concept", "conceptLabel") for each in rows)))
    codes = each(rows, "code")
    return Coding(
        iri=text(row, "part"),
        number=number,
        role=role,
        standing="rejected" if rejected else text(row, "standing"),
        wording=text(row, "wording"),
        element=text(row, "element"),
        concepts=tuple(concepts),
        codes=tuple(code for code in codes if code.startswith(_LETTERS[role])) or codes,
        bases=tuple(word(basis) for basis in each(rows, "basis")),
        coder=", ".join(each(rows, "coder")) or coder,
        coded_on=text(row, "codedOn")[:10] or coded_on,
        rationale=" ".join(each(rows, "rationale")),
    )


def _proposed_role(row: Row, number: str) -> str:
    """Return the role of a part that no assignment in a role holds: as it says, else by its number (``m1``)."""
    said = local(text(row, "proposed"))[:1] or number[:1].upper()
    return said if said in _LETTERS else "M"
