"""Ask a kept comparison again, and tell what has changed since: its rows, figures, studies and their codings."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from math import isclose
from typing import Any, Final

from demireg.services.comparing.ask import Answer
from demireg.services.comparing.asking import Measured
from demireg.services.comparing.holding_apart import by_heads, heads_of
from demireg.services.comparing.leaving_out import asked
from demireg.services.comparing.recoded import recoded
from demireg.services.comparing.saving import Saved, result_of, saved
from demireg.services.repository import Repository
from demireg.services.versions import source_hash

#: The columns in which changes are listed.
COLUMNS: Final = ("change", "of", "column", "before", "after")
_SAME: Final = "Nothing has changed: the same question gives the same answer."
_HOW: Final = (
    "The question that is kept is asked again, and the two answers are held apart row by row, with the versions that "
    "they were made from. Of a study whose version differs, the codings of both versions are held apart."
)
_LOST: Final = "its version is not archived here any more, so what changed in it cannot be told"
_ALIKE: Final = 1e-9
#: What changed where a body differs and no row does.
_EVIDENCE: Final = "evidence changed"
#: So many changed members of an answer are told one by one.
_TOLD: Final = 50

Plain = str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that differs.

    change: row added, row gone, row changed, evidence changed, study added, study gone, study changed, coding added,
    coding gone, coding changed, codings unknown, software, background; of: which row or study; column: what of it;
    before and after.
    """

    change: str
    of: str
    column: str = ""
    before: Plain = None
    after: Plain = None


@dataclass(frozen=True, slots=True)
class Again:
    """A kept comparison asked again.

    saved; now: today's answer; changes; same: whether the answers are equal; notes: what of the changes is not told.
    """

    saved: Saved
    now: Answer
    changes: tuple[Change, ...]
    same: bool
    notes: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        """What has changed, in a sentence."""
        since = f"since {self.saved.heading.on[:10]} (version {self.saved.number})"
        studies = sum(each.change.startswith("study") for each in self.changes)
        behind = {0: "no study changed", 1: "1 study changed, came or went"}
        told = behind.get(studies, f"{studies} studies changed, came or went")
        codings = sum(each.change.startswith("coding ") for each in self.changes)
        told += f", with {codings} {'change' if codings == 1 else 'changes'} of their codings" if codings else ""
        if self.same:
            return f"The answer is the same {since}; {told}."
        if not any(each.change.startswith(("row ", "column ")) for each in self.changes):
            evidence = any(each.change == _EVIDENCE for each in self.changes)
            differs = (
                "the evidence behind them differs" if evidence else "their order or what is noted beside them differs"
            )
            return f"The rows of the answer are the same {since}, and {differs}; {told}."
        added, gone = (sum(each.change == f"row {kind}" for each in self.changes) for kind in ("added", "gone"))
        changed = len({each.of for each in self.changes if each.change == "row changed"})
        return f"The answer differs {since}: of its rows, {added} came, {gone} went, {changed} changed; {told}."

    @property
    def answer(self) -> Answer:
        """The changes as an answer, to be shown and written like any other."""
        rows = tuple((each.change, each.of, each.column, each.before, each.after) for each in self.changes)
        body = {
            "comparison": self.saved.iri,
            "version": self.saved.number,
            "kept": self.saved.heading.on,
            "same": self.same,
            "sentence": self.sentence,
            "changes": [asdict(each) for each in self.changes],
            "now": dict(self.now.found.body),
        }
        title = f"What has changed in {self.saved.heading.name}?"
        measure = replace(
            self.now.measure, name="changes", title=title, summary=_HOW, empty=_SAME if self.same else self.sentence
        )
        return replace(self.now, measure=measure, found=Measured(COLUMNS, rows, body, self.notes))


def again(repository: Repository, name: str, number: int = 0) -> Again:
    """Ask the question of a kept comparison again, by the name and perhaps a version, and hold the answers apart.

    Raises NotFound for a name that is not here, and whatever asking it anew raises.
    """
    before = saved(repository, name, number)
    answer = asked(repository, before.heading.measure, before.heading.query)
    text = result_of(answer)
    after = json.loads(text)
    codings = recoded(repository, before.studies, answer.studies)
    changes = (
        *_made_from(before, answer, answer.studies),
        *(Change(f"coding {each.kind}", each.study, each.place, each.before, each.after) for each in codings.lines),
        *(Change("codings unknown", study, _LOST) for study in codings.lost),
        *_of_rows(before, after["columns"], after["rows"]),
    )
    same = source_hash(text) == before.result_hash
    if not same and not any(each.change.startswith("row") for each in changes):
        changes = (*changes, *_of_members(before.body, after["body"]))
    return Again(before, answer, changes, same, codings.notes)


def _made_from(before: Saved, answer: Answer, studies: Mapping[str, str]) -> Iterator[Change]:
    now = answer.versions
    if before.software != now.software:
        yield Change("software", "demireg", "version", before.software, now.software)
    if before.background != now.background:
        yield Change("background", "ontology, vocabularies, theories", "version", before.background, now.background)
    for study in sorted(before.studies.keys() | studies.keys()):
        old, new = before.studies.get(study), studies.get(study)
        if old != new:
            kind = "added" if old is None else "gone" if new is None else "changed"
            yield Change(f"study {kind}", study, "version", old, new)


def _of_rows(before: Saved, columns: Sequence[str], rows: Sequence[Sequence[Plain]]) -> Iterator[Change]:
    """Yield how rows differ; they are known again by their first columns, as many as make them differ."""
    shared = tuple(name for name in before.columns if name in columns)
    yield from (Change("column gone", name) for name in before.columns if name not in shared)
    yield from (Change("column added", name) for name in columns if name not in shared)
    places = [tuple(names.index(name) for name in shared) for names in (list(before.columns), list(columns))]
    old, new = (
        [tuple(row[at] for at in place) for row in table]
        for table, place in zip((before.rows, rows), places, strict=True)
    )
    heads = heads_of(shared, old, new)
    left, right = (by_heads(shared, table, heads) for table in (old, new))
    yield from (Change("row gone", each) for each in left if each not in right)
    yield from (Change("row added", each) for each in right if each not in left)
    for each in left:
        for name in shared if each in right else ():
            if not _alike(left[each][name], right[each][name]):
                yield Change("row changed", each, name, left[each][name], right[each][name])


def _alike(one: Plain, other: Plain) -> bool:
    if isinstance(one, float) and isinstance(other, int | float):
        return isclose(one, other, rel_tol=_ALIKE, abs_tol=_ALIKE)
    return one == other


def _of_members(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[Change, ...]:
    """Return which figures of a body differ where no row does, by their paths."""
    return tuple(_paths("", before, after))[:_TOLD]


def _paths(path: str, one: Any, other: Any) -> Iterator[Change]:  # noqa: ANN401 (any JSON)
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        for name in sorted(one.keys() | other.keys()):
            yield from _paths(f"{path}/{name}", one.get(name), other.get(name))
    elif isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        for place, (left, right) in enumerate(zip(one, other, strict=True)):
            yield from _paths(f"{path}/{place}", left, right)
    elif one != other:
        yield Change(_EVIDENCE, path or "/", "", _shown(one), _shown(other))


def _shown(value: Any) -> Plain:  # noqa: ANN401 (any JSON)
    return value if isinstance(value, str | int | float | bool) or value is None else json.dumps(value)[:200]
