"""Rival adjudication: the same configurations under two theories, and the stances of the studies beside that.

A theory explains a configuration that instantiates one of its propositions; it is contradicted by one that meets a
proposition's conditions with an opposed outcome (counter-instantiates); a partial match is kept apart and counts as
neither. Matches are inferred from the coding; stances are judgements of people, and neither is made from the other.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from demireg.services.comparing import against_theory, numbered
from demireg.services.comparing.against_theory import STANCES, Bases, Judged, Matches, Once
from demireg.services.comparing.asking import Asked, Measure, Measured, Row, Value
from demireg.services.comparing.measures.discrimination import different
from demireg.services.comparing.numbered import Named
from demireg.services.queries import Param

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from demireg.services.comparing.against_theory import Table
    from demireg.services.comparing.numbered import Numbers

COLUMNS: Final = (
    *("explained_by", "unit", "study", "configuration", "first", "second", "contradicts_first", "contradicts_second"),
    *("partly_first", "partly_second", "stances_first", "stances_second"),
)
SIDES: Final = ("first", "second")
EXPLAINED: Final = ("first", "second", "both", "neither")
_SILENCE: Final = STANCES.index("silent")
#: So many configurations are listed of each group of which the theories make the same; all are counted.
LISTED: Final = 250
_MORE: Final = "{} configurations are counted and {} of them listed. Filter by study to see the others."
_COLUMNS: Final = "In the columns, first is {} and second is {}."
_PARTLY: Final = "Of the {} that neither explains, {} match {} in part and {} {}; a part counts as neither."
_SILENT: Final = (
    "That a configuration matches neither theory says that its coding does not show a match; it speaks against neither."
)


def run(asked: Asked) -> Measured:
    """Return every configuration with what each theory makes of it; those that neither explains stand last."""
    one, other = different(asked)
    held = _held(asked, (one, other))
    every = _listed(held)
    every.sort(key=lambda each: (EXPLAINED.index(each["explained_by"]), each["study"], each["configuration"]))
    stances = _stances(asked, (one, other))
    _put_stances(every, stances, (one, other))
    total, known = len(held.once.numbers), int(np.count_nonzero(held.judged))
    body = {
        "theory": one,
        "other": other,
        "known": known,
        "unknown": total - known,
        "explained": {name: _together(held, held.by == place) for place, name in enumerate(EXPLAINED)},
        "contradicted": {side: _together(held, at) for side, at in zip(SIDES, held.contradicted, strict=True)},
        "partly": {side: _together(held, at) for side, at in zip(SIDES, held.partly, strict=True)},
        "configurations": every,
        "stances": stances,
    }
    more = (_MORE.format(total, len(every)),) if total > len(every) else ()
    notes = (_COLUMNS.format(one, other), *_partly(held, (one, other)), _SILENT, *more)
    return Measured(COLUMNS, tuple(map(_row, every)), body, notes)


def _partly(held: "_Held", theories: tuple[str, str]) -> tuple[str, ...]:
    """Return a sentence on the configurations that neither theory explains and one of them matches in part."""
    neither = held.by == EXPLAINED.index("neither")
    one, other = (int(np.count_nonzero(neither & at)) for at in held.partly)
    if not one + other:
        return ()
    return (_PARTLY.format(int(np.count_nonzero(neither)), one, theories[0], other, theories[1]),)


@dataclass(frozen=True, slots=True)
class _Held:
    """What two theories make of the configurations that count. by: the place in EXPLAINED; words: of those listed.

    listed: which are listed, the first of each group of which the theories make the same. words: propositions by
    configuration, for each theory those that it instantiates, then those that it contradicts, then those in part.
    """

    once: Once
    by: "Numbers"
    contradicted: "Sequence[Table]"
    partly: "Sequence[Table]"
    listed: "Table"
    words: Sequence[Mapping[int, list[str]]]
    units: Named
    studies: Named
    names: Named

    @property
    def judged(self) -> "Table":
        """Which configurations are explained or contradict."""
        explained: Table = self.by != EXPLAINED.index("neither")
        return explained | self.contradicted[0] | self.contradicted[1]


def _held(asked: Asked, theories: Sequence[str]) -> _Held:
    once = against_theory.once(asked)
    sides = [against_theory.matches(asked, theory) for theory in theories]
    places = [once.among(side.configuration) for side in sides]

    def of(side: int, kept: "Table") -> "Table":
        found = np.zeros(len(once.numbers), dtype=np.bool_)
        at, there = places[side]
        found[at[kept & there]] = True
        return found

    full, counter = ([of(at, kept) for at, kept in enumerate(each)] for each in _kinds(sides)[:2])
    partly = [of(at, kept) & ~full[at] & ~counter[at] for at, kept in enumerate(_kinds(sides)[2])]
    by = np.select([full[0] & full[1], full[0], full[1]], [2, 0, 1], 3)
    listed = _first([by, *counter, *partly])
    words = []
    for kind in _kinds(sides):
        for (at, there), kept, side in zip(places, kind, sides, strict=True):
            shown = listed[at] if len(once.numbers) else there
            words.append(side.words(kept & there & shown))
    names = (numbered.units(asked), against_theory.studies(asked), numbered.configurations(asked))
    return _Held(once, by, counter, partly, listed, words, *names)


def _kinds(sides: Sequence[Matches]) -> "Sequence[Sequence[Table]]":
    """Return which matches of both theories are in full, which are with an opposed outcome, and which in part only."""
    part = [~side.in_full & ~side.counter for side in sides]
    return [side.in_full for side in sides], [side.counter for side in sides], part


def _first(keys: "Sequence[NDArray[Any]]") -> "Table":
    """Return the first of each group of equal keys, ``LISTED`` at most."""
    group = np.zeros(len(keys[0]), dtype=np.int64)
    for key in keys:
        group = group * len(EXPLAINED) + key
    listed = np.zeros(len(group), dtype=np.bool_)
    for each in np.unique(group).tolist():
        listed[np.flatnonzero(group == each)[:LISTED]] = True
    return listed


def _together(held: _Held, at: "Table") -> dict[str, Any]:
    """Return several configurations as one: how many, in which units, and which: all where any theory matches them.

    Of those that no theory matches, the listed ones are named.
    """
    unmatched = ~held.judged & ~held.partly[0] & ~held.partly[1] & ~held.listed
    return {
        "configurations": int(np.count_nonzero(at)),
        "units": list(held.units(numbered.distinct(held.once.units[at]))),
        "ids": list(held.names(held.once.numbers[at & ~unmatched])),
    }


def _listed(held: _Held) -> list[dict[str, Any]]:
    """Return what both theories make of the listed configurations."""
    numbers, units, by = (each[held.listed] for each in (held.once.numbers, held.once.units, held.by))
    columns = (
        held.units.at(held.units.places(units)),
        held.studies.at(held.studies.places(numbers >> numbered.PLACES)),
        held.names.at(held.names.places(numbers)),
    )
    found = []
    for number, place, unit, study, name in zip(numbers.tolist(), by.tolist(), *columns, strict=True):
        own: dict[str, Any] = {"explained_by": EXPLAINED[place], "unit": unit, "study": study, "configuration": name}
        for kind, pair in zip(("explains", "contradicts", "partly"), (0, 2, 4), strict=True):
            own[kind] = {side: held.words[pair + at].get(number, []) for at, side in enumerate(SIDES)}
        found.append(own)
    return found


def _put_stances(every: Sequence[dict[str, Any]], stances: Sequence[Row], theories: Sequence[str]) -> None:
    """Put beside each configuration the stances on either theory that rest on it."""
    resting: dict[str, dict[str, list[str]]] = {each["configuration"]: {side: [] for side in SIDES} for each in every}
    for row in stances:
        side = SIDES[theories.index(row["theory"])]
        for name in resting.keys() & set(row["configurations"]):
            resting[name][side].append(f"{row['proposition']} {row['stance']}")
    for each in every:
        each["stances"] = resting[each["configuration"]]


def _stances(asked: Asked, theories: Sequence[str]) -> list[Row]:
    """Return what chosen studies say on the propositions of theories, a proposition and stance a row."""
    units, found = against_theory.chosen_units(asked), []
    for theory in theories:
        said, bases = against_theory.judged(asked, theory), against_theory.bases(asked, theory)
        unit = against_theory.units_of(units, said.study)
        there = unit >= 0
        key = said.proposition * len(STANCES) + np.where(said.stance, said.stance, _SILENCE)
        in_units = numbered.units(asked).by(key[there], unit[there])
        resting = _resting(said, bases, key, there)
        ordered = sorted(in_units, key=lambda each: (said.names[each // len(STANCES)], STANCES[each % len(STANCES)]))
        found += [
            {
                "theory": theory,
                "proposition": said.names[each // len(STANCES)],
                "stance": STANCES[each % len(STANCES)],
                "units": in_units[each],
                "configurations": resting.get(each, []),
            }
            for each in ordered
        ]
    return found


def _resting(said: Judged, bases: Bases, key: "Numbers", there: "Table") -> Mapping[int, list[str]]:
    """Return the configurations on which stances rest, by key."""
    if not len(bases.study):
        return {}
    wide = int(max(said.study.max(), bases.study.max())) + 1
    place = np.searchsorted(said.proposition * wide + said.study, bases.proposition * wide + bases.study)
    kept = there[place]
    return against_theory.by_group(key[place][kept], bases.names, bases.configuration[kept])


def _row(each: Mapping[str, Any]) -> tuple[Value, ...]:
    said = [" ".join(each[name][side]) for name in ("explains", "contradicts", "partly") for side in SIDES]
    head = (each["explained_by"], each["unit"], each["study"], each["configuration"])
    return (*head, *said, *("; ".join(each["stances"][side]) for side in SIDES))


MEASURE: Final = Measure(
    name="rivals",
    title="What do two rival theories make of the same configurations?",
    summary=(
        "Each configuration is explained by the first theory, the second, both or neither; it may contradict either by "
        "meeting a proposition with an opposed outcome. Partial matches stand apart and count as neither. Beside it "
        "stand the stances of the study that rest on it: people's judgements, never mixed with the matches."
    ),
    run=run,
    params=(
        Param("theory", "theory", "salutogenesis", "the first theory"),
        Param("other", "theory", "collaborative-care", "the second theory"),
    ),
    empty="No configuration is chosen.",
    example={"theory": "collaborative-care", "other": "salutogenesis", "study": "wood-2021"},
)
