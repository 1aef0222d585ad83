"""Leave each unit out in turn: which label or figure of an answer changes, and with whom.

Only units behind a figure can change it, and those that a synthesis waits for: it does not count beside them, whether
the answer names them or not. Support and contrast are worked out from the counts, since all units that count alike
change a figure alike; other measures are asked again without each unit, and all measures without each of the latter.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from contextlib import nullcontext
from dataclasses import asdict, dataclass, replace
from math import inf
from time import monotonic
from typing import Any, Final

from demireg.domain.errors import BadParameter, TooLarge
from demireg.services.comparing.ask import Answer, ask
from demireg.services.comparing.asking import Measured
from demireg.services.comparing.holding_apart import by_heads, heads_of
from demireg.services.comparing.left_counts import ALIKE, BESIDE, COUNTED, MANY, ROWLESS, Figure, Plain, is_cut
from demireg.services.comparing.matrix import By
from demireg.services.comparing.statements import statement
from demireg.services.repository import Repository

#: The name of the value that asks for this at every door, and what it takes.
NAME: Final = "leave_out"
EACH: Final = "each"
COLUMNS: Final = ("of", "figure", "before", "after", "units", "left_out")
#: So many units at most are left out by asking again.
MOST: Final = 100
#: Columns of words that say what an answer comes to; counts and identifiers change with any unit.
_LABELS: Final = frozenset(("holds", "verdict", "explained"))
#: Measures in which the column ``label`` is such a word, and no name.
_LABELLED: Final = frozenset(("support",))
_SUMMARY: Final = (
    "Each unit behind a figure is left out alone and everything is worked out again. Listed is what changes then: "
    "labels first, then shares by how far they move. Counts and names, which change with any unit, are not listed."
)

_TOO_LONG: Final = (
    "Leaving out each of {} takes more than {:g} seconds, the most here. Narrow it by filters, or ask on the command "
    "line, which has no such bound."
)
_ROUGHLY: Final = (
    "So many units move the diversity by little each, which is not listed; it is held to be as low as it can become."
)

Figures = dict[tuple[str, str], Plain]


@dataclass(frozen=True, slots=True)
class Change:
    """One figure that leaving out changes. of: which row; figure: its name; before, after; left_out: each unit."""

    of: str
    figure: str
    before: Plain
    after: Plain
    left_out: tuple[str, ...]

    @property
    def weight(self) -> tuple[int, float]:
        """What the change is ordered by: labels before figures, and the farther first."""
        both = (self.before, self.after)
        if any(isinstance(each, str | bool) for each in both):
            return (0, 0.0)
        one, other = (0.0 if each is None else float(each) for each in both)
        return (1, -abs(one - other))


def asked(
    repository: Repository, name: str, given: Mapping[str, str], by: By = "table", seconds: float = inf
) -> Answer:
    """Answer a measure, or, with ``leave_out=each``, what changes in it when each unit is left out.

    Raises as ``ask``, BadParameter for another value of ``leave_out`` or a measure that counts no studies, and TooLarge
    when leaving out takes more than so many seconds.
    """
    wanted = given.get(NAME, "")
    rest = {key: value for key, value in given.items() if key != NAME}
    if wanted not in {"", EACH}:
        raise BadParameter(f"'{NAME}' is {EACH} or left out, not '{wanted[:60]}'.")
    if not wanted:
        return ask(repository, name, rest, by)
    return repository.table.steady(lambda: leave_out(repository, ask(repository, name, rest, by), seconds=seconds))


def leave_out(repository: Repository, answer: Answer, *, counting: bool = True, seconds: float = inf) -> Answer:
    """Return what changes in an answer when each unit behind it is left out, as an answer of its own.

    ``counting`` False asks again even where counts would do; both give the same. Raises BadParameter for a measure
    that counts no studies, TooLarge when it takes more than so many seconds.
    """
    if "without" not in answer.measure.filters:
        raise BadParameter(f"The measure {answer.measure.name} counts no studies that could be left out.")
    members = _members(repository, answer)
    waited = _waited_for(repository, answer, members)
    behind = sorted(_behind(repository, answer, members) | waited)
    counts = COUNTED.get(answer.measure.name) if counting else None
    groups = _groups(answer, behind, waited)
    if counting and len(groups) > MOST:
        counts = counts or MANY.get(answer.measure.name)
    if counts is not None:
        groups = [group for group in groups if waited & set(group)]
    in_time = _in_time(groups[:MOST], seconds)
    changes = list(_asked_again(repository, answer, members, in_time))
    if counts is not None:
        changes += _counted(counts(answer.found.body), {unit for group in groups[:MOST] for unit in group})
    changes = sorted(_joined(changes), key=lambda each: (each.weight, each.of, each.figure))
    found = _answer(answer, behind, sum(map(len, groups[MOST:])), changes)
    roughly = counts is not None and answer.measure.name in MANY
    return replace(found, found=replace(found.found, notes=(*found.found.notes, _ROUGHLY))) if roughly else found


def _answer(answer: Answer, behind: list[str], rest: int, changes: list[Change]) -> Answer:
    rows = tuple(
        (each.of, each.figure, each.before, each.after, len(each.left_out), " ".join(each.left_out)) for each in changes
    )
    units = {"study": "studies"}.get(answer.asked.filters.unit, "programmes")
    notes = [f"{len(behind)} {units} stand behind the answer."]
    if rest:
        notes.append(
            f"{rest} of them, the last by name, were not left out: too many to ask again. Narrow it by filters."
        )
    body = {
        "of": answer.measure.name,
        NAME: EACH,
        "unit": answer.asked.filters.unit,
        "behind": behind,
        "known": len(behind) - rest,
        "unknown": rest,
        "changes": [asdict(each) for each in changes],
    }
    measure = replace(
        answer.measure,
        name="leave-one-out",
        title=f"{answer.measure.title.rstrip('?')}: what changes when one is left out?",
        summary=_SUMMARY,
        empty="No label and no figure changes, whoever is left out.",
    )
    return replace(answer, measure=measure, found=Measured(COLUMNS, rows, body, tuple(notes)))


def _groups(answer: Answer, behind: list[str], waited: Set[str]) -> list[tuple[str, ...]]:
    """Return the units behind an answer, those together that count alike; each that a synthesis waits for is alone."""
    alike = ALIKE.get(answer.measure.name)
    if alike is None:
        return [(unit,) for unit in behind]
    rest = (tuple(unit for unit in group if unit not in waited) for group in alike(answer.found.body))
    return sorted([*filter(None, rest), *((unit,) for unit in waited)])


def _members(repository: Repository, answer: Answer) -> dict[str, tuple[str, ...]]:
    """Return the studies of each unit."""
    if answer.asked.filters.unit == "study":
        return {str(study): (str(study),) for (study,) in repository.table.rows("SELECT study FROM study")}
    rows = repository.table.rows(statement("leaving-out/members"))
    return {str(programme): tuple(studies) for programme, studies in rows}


def _waited_for(repository: Repository, answer: Answer, members: Mapping[str, tuple[str, ...]]) -> set[str]:
    """Return the units of chosen studies that a chosen synthesis rests on: without them it may count itself."""
    rows = repository.table.named("leaving-out/sources", answer.asked.filters.values)
    sources = {str(study) for (study,) in rows}
    return {unit for unit, studies in members.items() if sources & set(studies)}


def _behind(repository: Repository, answer: Answer, members: Mapping[str, tuple[str, ...]]) -> set[str]:
    """Return the units behind an answer: those it names, or all that count where it names the first of many only."""
    if answer.measure.name in ROWLESS and is_cut(answer.found.body):
        rows = repository.table.named("measures/chosen", answer.asked.filters.values)
        return {str(unit) for _, unit in rows}
    return _named(answer.found.body, members)


def _named(body: Any, members: Mapping[str, tuple[str, ...]]) -> set[str]:  # noqa: ANN401 (any JSON)
    """Return the units that a body names anywhere, by themselves, a study of theirs or one of its configurations."""
    units = {study: unit for unit, studies in members.items() for study in studies} | {unit: unit for unit in members}
    found, rest = set[str](), [body]
    while rest:
        each = rest.pop()
        if isinstance(each, str):
            unit = units.get(each) or units.get(each.partition("/")[0])
            found |= {unit} if unit is not None else set()
        elif isinstance(each, Mapping):
            rest += each.values()
        elif isinstance(each, Iterable):
            rest += each
    return found


def _in_time(groups: Sequence[tuple[str, ...]], seconds: float) -> Iterator[tuple[str, ...]]:
    """Yield the groups while there is time. Raises TooLarge when there is none left."""
    end = monotonic() + seconds
    for group in groups:
        if monotonic() >= end:
            raise TooLarge(_TOO_LONG.format(len(groups), seconds))
        yield group


def _asked_again(
    repository: Repository, answer: Answer, members: Mapping[str, tuple[str, ...]], groups: Iterable[tuple[str, ...]]
) -> Iterator[Change]:
    """Yield what changes without the first unit of each group, for all of the group."""
    heads = heads_of(answer.found.columns, answer.found.rows)
    before = _figures(answer, heads)
    for place, group in enumerate(groups):
        given = _without(answer, members[group[0]])
        with repository.table.passing() if place else nullcontext():  # what all of them need is kept with the first
            after = _figures(ask(repository, answer.measure.name, given, answer.asked.by), heads) if given else {}
        for key in before.keys() | after.keys():
            gone = before.get(key) is False and key not in after  # nothing is left of the row that could hold
            if not gone and not _alike(before.get(key), after.get(key)):
                yield Change(*key, before.get(key), after.get(key), group)


def _without(answer: Answer, studies: tuple[str, ...]) -> dict[str, str]:
    """Return the values that ask the same without some studies, nothing where none would be left."""
    given = dict(answer.query)
    chosen = [each for each in answer.asked.filters.study if each not in studies]
    if answer.asked.filters.study:
        return given | {"study": ",".join(chosen)} if chosen else {}
    return given | {"without": ",".join(sorted({*answer.asked.filters.without, *studies}))}


def _figures(answer: Answer, heads: tuple[str, ...]) -> Figures:
    """Return the labels and shares of each row, by its heads."""
    beside = BESIDE.get(answer.measure.name)
    found: Figures = beside(answer.found.body) if beside is not None else {}
    if answer.measure.name in ROWLESS:
        return found
    labels = _LABELS | ({"label"} if answer.measure.name in _LABELLED else set())
    for of, row in by_heads(answer.found.columns, answer.found.rows, heads).items():
        for name, value in row.items():
            if name not in heads and (isinstance(value, float | bool) or name in labels):
                found[of, name] = value
    return {key: value for key, value in found.items() if value is not None}


def _alike(one: Plain, other: Plain) -> bool:
    if isinstance(one, float) and isinstance(other, float):
        return abs(one - other) < 1e-9  # noqa: PLR2004 (what sums in another order may differ by)
    return one == other


def _counted(figures: Iterable[Figure], besides: set[str]) -> list[Change]:
    changes = []
    for each in figures:
        for name, before in each.before.items():
            units = tuple(unit for unit in each.units if unit not in besides)
            if units and not _alike(before, each.after.get(name)):
                changes.append(Change(each.of, name, before, each.after.get(name), units))
    return changes


def _joined(changes: Iterable[Change]) -> Iterator[Change]:
    """Yield one change for all units that change a figure alike."""
    units: dict[tuple[str, str, Plain, Plain], set[str]] = {}
    for each in changes:
        after = round(each.after, 12) if isinstance(each.after, float) else each.after
        units.setdefault((each.of, each.figure, each.before, after), set()).update(each.left_out)
    for key, names in units.items():
        yield Change(*key, tuple(sorted(names)))
