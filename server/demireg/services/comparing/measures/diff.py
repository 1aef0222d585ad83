"""Theory diff: what one theory kept, changed, dropped and added beside another (measure 8.9 of the method).

A proposition is matched with the nearest of the other theory where that comes as near as tau; it is changed where a
role moved. Others are only in the first or only in the second.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, replace
from typing import Any, Final

from demireg.domain.errors import BadParameter
from demireg.services.comparing.asking import Asked, Measure, Measured, Value
from demireg.services.comparing.likeness import Kinds, Likeness, likeness
from demireg.services.comparing.measures.overlap import pair
from demireg.services.comparing.moving import Move, moves
from demireg.services.comparing.theories_read import ROLES, Theory, kinds, theories
from demireg.services.queries import Param

COLUMNS: Final = ("status", "first", "second", "similarity", *ROLES, "moved", "first_text", "second_text")
STATUSES: Final = ("changed", "matched", "only in first", "only in second")
_LEFT_OUT: Final = "Left out, since a proposition without a pattern cannot be compared: {}."


def run(asked: Asked) -> Measured:
    """Return the matched pairs with what moved in them, then what is only in one, each with its nearest."""
    tau = asked.number("tau")
    if not 0 < tau <= 1:
        raise BadParameter(f"'tau' is how near a match comes: more than 0, at most 1, not {asked.values['tau']}.")
    one, other = asked.values["theory"], asked.values["other"]
    held = theories(asked, [one, other])
    body = compared(held[one], held[other], kinds(asked), tau)
    left_out = body["unknown"]
    notes = (_LEFT_OUT.format(", ".join(left_out)),) if left_out else ()
    return Measured(COLUMNS, tuple(map(_row, body["propositions"])), body, notes)


def compared(one: Theory, other: Theory, known: Kinds, tau: float) -> dict[str, Any]:
    """Return the difference of two theories: ``propositions`` are its rows, ``matched`` counts those of two sides."""
    every = {each.proposition: each for theory in (one, other) for each in theory.propositions}
    found = likeness(list(every.values()), known)
    overlapping = pair(one, other, found)
    ours = {each.proposition for each in one.propositions}
    rows: dict[tuple[str, str], dict[str, Any]] = {}
    for place, each in enumerate(overlapping["nearest"]):
        first = place < len(one.propositions)
        own, far, near = each["proposition"], each["nearest"], each["similarity"]
        if far is not None and near >= tau:
            key = (own, far) if first else (far, own)
            rows.setdefault(key, _matched(*key, near, found, known))
        else:
            key = (own, "") if first else ("", own)
            rows[key] = _alone(key, each, found, known)
    texts = {name: each.text for name, each in every.items()}
    listed = sorted(rows.values(), key=lambda row: (row["status"], row["first"] or "", row["second"] or ""))
    listed = [row | {side: texts.get(row[side.removesuffix("_text")] or "") for side in _TEXTS} for row in listed]
    return {
        "theory": one.theory,
        "other": other.theory,
        "tau": tau,
        "overlap": overlapping["overlap"],
        "known": len(every) if one.theory != other.theory else len(ours),
        "unknown": sorted({*one.left_out, *other.left_out}),
        "counts": {status: sum(row["status"] == status for row in listed) for status in STATUSES},
        "propositions": listed,
    }


_TEXTS: Final = ("first_text", "second_text")


def _matched(first: str, second: str, near: float, found: Likeness, known: Kinds) -> dict[str, Any]:
    """Return a matched pair, with what moved in each role between the two patterns that come nearest."""
    roles, patterns = _moved(first, second, found, known)
    moved = "; ".join(words for each in roles if (words := each.words))
    status = "changed" if moved else "matched"
    return _line(status, first, second, near) | {
        "patterns": patterns,
        "roles": [asdict(each) for each in roles],
        "moved": moved,
        "nearest": second,
    }


def _alone(key: tuple[str, str], each: Mapping[str, Any], found: Likeness, known: Kinds) -> dict[str, Any]:
    """Return a proposition without a match: its nearest stays too far, and what keeps the two apart is shown."""
    first, second = (name or None for name in key)
    far = each["nearest"]
    roles: list[Move] = []
    patterns: list[str] = []
    if far is not None:
        roles, patterns = _moved(first or far, second or far, found, known)
    status = "only in first" if first else "only in second"
    return _line(status, first, second, each["similarity"]) | {
        "patterns": patterns,
        "roles": [asdict(each) for each in roles],
        "moved": "",
        "nearest": far,
    }


def _line(status: str, first: str | None, second: str | None, similarity: float) -> dict[str, Any]:
    return {"status": status, "first": first, "second": second, "similarity": similarity}


def _moved(first: str, second: str, found: Likeness, known: Kinds) -> tuple[list[Move], list[str]]:
    """Return what became of each role from one proposition to the other, and the two patterns that come nearest."""
    one, other = found.nearest_patterns(*found.places([first, second]))
    before, after = found.patterns[one], found.patterns[other]
    roles = [
        replace(each, similarity=float(found.roles[each.role][one, other]))
        for each in moves(before.requires, after.requires, known)
    ]
    return roles, [before.pattern, after.pattern]


def _row(each: Mapping[str, Any]) -> tuple[Value, ...]:
    by_role = _by_role(each["roles"])
    head = (each["status"], each["first"], each["second"], each["similarity"])
    return (*head, *(by_role.get(role) for role in ROLES), each["moved"], each["first_text"], each["second_text"])


def _by_role(roles: Iterable[Mapping[str, Any]]) -> dict[str, float | None]:
    return {each["role"]: each["similarity"] for each in roles}


MEASURE: Final = Measure(
    name="diff",
    title="What did one theory keep, change, drop and add beside another?",
    summary=(
        "Each proposition with the nearest of the other theory: matched where it comes as near as tau, changed where a "
        "role moved there (broadened, narrowed, replaced, added or dropped), else only in the first or the second. The "
        "intervention is shown and counts nothing in the likeness. Of several as near, the last by name."
    ),
    run=run,
    params=(
        Param("theory", "theory", "salutogenesis", "the first theory"),
        Param("other", "theory", "social-capital", "the second theory"),
        Param("tau", "number", "0.8", "how near propositions are that count as matched, up to 1"),
    ),
    filters=(),
    empty="Neither theory has a proposition with a pattern.",
    example={"theory": "salutogenesis", "other": "social-capital"},
)
