"""What there is to choose from for a measure's values and filters, and what identifiers in an answer name."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from demireg.services.comparing.statements import statement
from demireg.services.comparing.table import ComparisonTable
from demireg.services.queries import Param

#: A list longer than this is not offered: whoever knows the name types it, and the search finds it.
MOST: Final = 300
_ROLES: Final = ("context", "mechanism", "outcome", "intervention")
_THINGS: Final = frozenset({"theory", "proposition", "study", "programme", "configuration"})


@dataclass(frozen=True, slots=True)
class Offer:
    """One thing to choose. value: what is asked with; label: what people call it."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Named:
    """What an identifier names. kind: study, configuration, concept, theory, proposition or programme; label."""

    kind: str
    label: str


def offers(table: ComparisonTable, param: Param) -> tuple[Offer, ...]:
    """Return what a parameter can take, by its kind, sorted; none where there is no list or it is longer than a form.

    A concept whose parameter is called after a role is one in use in that role.
    """
    kind = param.kind.removeprefix("optional")
    if kind in {"concept", "concepts"}:
        role = next((role for role in _ROLES if role in param.name), "")
        return _offered(table.named("offers/concepts", {"role": role}), MOST)
    if kind in _THINGS:
        return _offered(table.named("offers/things", {"kind": kind, "most": MOST + 1}), MOST)
    return tuple(Offer(each, each) for each in param.choices)


def filter_offers(table: ComparisonTable) -> dict[str, tuple[Offer, ...]]:
    """Return the values that the studies have for each filter; none where it takes others or there are too many."""
    found: dict[str, list[Offer]] = {}
    for name, value, label in table.rows(statement("offers/filters")):
        found.setdefault(str(name), []).append(Offer(str(value), str(label or value)))
    listed = {name: tuple(values) if len(values) <= MOST else () for name, values in found.items()}
    return listed | {"without": listed.get("study", ())}


def named(table: ComparisonTable, tokens: Iterable[str]) -> dict[str, Named]:
    """Return what each identifier names; one that names a study and a programme is the study."""
    found: dict[str, Named] = {}
    for token, kind, label in table.rows(statement("offers/named"), {"tokens": sorted(set(tokens))}):
        if str(token) not in found or kind == "study":
            found[str(token)] = Named(str(kind), str(label or token))
    return found


def _offered(rows: list[tuple[str, str | None]], most: int) -> tuple[Offer, ...]:
    return tuple(Offer(str(value), str(label or value)) for value, label in rows) if len(rows) <= most else ()
