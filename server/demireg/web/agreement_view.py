"""Lay out the agreement of two coders for its page: tables of who gave what, and differences as a form."""

from collections.abc import Mapping, Sequence
from typing import Final

from demireg.services.agreeing.align import ROLES, SECOND
from demireg.services.agreeing.compare import Agreement
from demireg.services.agreeing.decisions import PAIRABLE, Decision, as_match
from demireg.services.agreeing.items import Item
from demireg.services.importing.codes import Codes
from demireg.web.contexts_agreement import Choice, Tables

#: What the form calls the value that is typed.
OTHER: Final = "other"
UNCODED: Final = "no concept"


def labels(codes: Codes) -> dict[str, str]:
    """Return the label of each concept by its name."""
    return {code: entry.label for entry in codes.entries for code in entry.codes}


def tables(found: Agreement, named: Mapping[str, str]) -> Tables:
    """Return who gave what: roles crossed, concepts as pairs, those that differ first."""
    count = {(one, other): units for one, other, units in found.role.confusion}
    heads = tuple(role for role in ROLES if role in found.role.categories)
    rows = tuple(_row(role, tuple(count.get((role, other), 0) for other in heads)) for role in heads)
    pairs = [
        (named.get(one, one), named.get(other, other), units, one == other)
        for one, other, units in found.concept.confusion
    ]
    return Tables(
        heads=heads,
        rows=rows,
        sums=tuple(sum(counts[place] for _, counts, _ in rows) for place in range(len(heads))),
        concepts=tuple(sorted(pairs, key=lambda each: (each[3], -each[2], each[0]))),
    )


def _row(role: str, counts: tuple[int, ...]) -> tuple[str, tuple[int, ...], int]:
    return role, counts, sum(counts)


def choices(found: Agreement, decided: Sequence[Decision], named: Mapping[str, str]) -> tuple[Choice, ...]:
    """Return each difference with its options and what was decided."""
    made = {each.key: each for each in decided}
    return tuple(
        _choice(number, item, made.get(item.key), found.coders, named) for number, item in enumerate(found.items)
    )


def _choice(
    number: int, item: Item, said: Decision | None, coders: tuple[str, str], named: Mapping[str, str]
) -> Choice:
    a, b = (_reading(item, reading, named) for reading in (item.a, item.b))
    chosen, value = _chosen(said)
    return Choice(
        number=number,
        item=item,
        a=a,
        b=b,
        options=tuple(_options(item, a, b, coders)),
        chosen=chosen,
        value=value,
        reason=said.reason if said else "",
        free=item.what == "concept",
    )


def _reading(item: Item, reading: str, named: Mapping[str, str]) -> str:
    if item.what == "concept":
        return named.get(reading, reading) if reading else UNCODED
    if item.what == "stance":
        return reading or "no stance"
    role, _, concept = reading.partition(", ")
    return f"{role}, {named.get(concept, concept)}" if item.what == "part" and reading else reading


def _options(item: Item, a: str, b: str, coders: tuple[str, str]) -> list[tuple[str, str]]:
    if item.what == "match":
        same = [(f"same:{address}", f"the same as {address} ({words})") for address, words in item.choices]
        return [*same, ("none", "none of them")]
    if item.what in PAIRABLE:
        same = [(f"same:{address}", f"it is one with {address} ({text})") for address, text in item.choices]
        return [("keep", "it stands"), ("leave", "leave it out"), *same]
    both = [("a", f"{a} ({coders[0]})"), ("b", f"{b} ({coders[1]})")]
    if item.what == "stance":
        return both
    if item.what == "role":
        return [*both, *((f"other:{role}", role) for role, _ in item.choices if role not in {item.a, item.b})]
    return [*both, (OTHER, "another concept")]


def _chosen(said: Decision | None) -> tuple[str, str]:
    if said is None:
        return "", ""
    if said.what == "concept" and said.decision == OTHER:
        return OTHER, said.value
    return (f"{said.decision}:{said.value}" if said.value else said.decision), ""


def earlier(found: Agreement, made: Sequence[Decision]) -> tuple[tuple[int, str, str, str], ...]:
    """Return what was said of matches that are no differences any more, numbered after the differences."""
    known = {each.key for each in found.items}
    settled = [each for each in made if each.what == "match" and each.key not in known]
    return tuple(
        (number, each.unit, _chosen(each)[0], each.reason) for number, each in enumerate(settled, len(found.items))
    )


def decided(fields: Mapping[str, str]) -> list[Decision]:
    """Return the decisions of a form, those without a choice left out. Fields are numbered; see ``agreed.html``."""
    agent = fields.get("agent", "").strip()
    found: dict[tuple[str, str], Decision] = {}
    for name, unit in fields.items():
        number = name.removeprefix("unit.")
        chosen = fields.get(f"choice.{number}", "")
        if not name.startswith("unit.") or not chosen:
            continue
        decision, _, value = chosen.partition(":")
        typed = fields.get(f"value.{number}", "").strip()
        said = Decision(
            unit,
            fields.get(f"what.{number}", ""),
            decision,
            value or (typed if decision == OTHER else ""),
            fields.get(f"reason.{number}", "").strip(),
            agent,
        )
        said = as_match(said)
        found[said.key] = said
    paired = {f"{SECOND}{each.value}" for each in found.values() if each.what == "match" and each.value}
    return [each for each in found.values() if each.unit not in paired or each.what not in PAIRABLE]


def confirmed(found: Agreement, made: Sequence[Decision]) -> list[Decision]:
    """Return the decisions, and for each pair that nobody spoke of that its parts are one."""
    told = {each.unit for each in made if each.what == "match"}
    return [*made, *(Decision(each.a, "match", "same", each.b) for each in found.alike if each.a not in told)]
