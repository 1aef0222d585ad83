"""What changed in the codings of a study between the version that an answer was made from and the one in force now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from demireg.services.repository import Repository
from demireg.services.reviewing.changes import Kind, Section, difference
from demireg.services.unfolding.study import sheet_of
from demireg.services.versions import graph_of

#: So many studies are looked into, and of each so many lines are told.
MOST_STUDIES: Final = 50
MOST_LINES: Final = 40
#: What comparison reads of a sheet; what else a study says of itself is in its history.
_PARTS: Final = ("contexts", "interventions", "mechanisms", "outcomes")
_OF_PART: Final = (
    *("text", "concept", "direction", "hypothetical", "intermediate", "dual_role", "kind", "activation", "valence"),
    *("basis", "accepted_by", "rejected_by"),
)
_OF_CONFIGURATION: Final = ("label", "title", "status", "stage", "links", "perspective", "confidence")
_OF_STANCE: Final = ("proposition", "stance", "configurations", "basis", "review")
_CONFIGURATIONS: Final = ("cmo_configurations", "hypothesised_configurations")
#: By these a configuration or stance that came or went is told in one line.
_TELLING: Final = ("Title", "Stance")


@dataclass(frozen=True, slots=True)
class Recoding:
    """One coding that differs. study; kind: added, changed or gone; place: which, in words; before; after."""

    study: str
    kind: str
    place: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Recoded:
    """What differs in codings. lines; lost: studies whose version is not archived any more; notes: what else."""

    lines: tuple[Recoding, ...]
    lost: tuple[str, ...]
    notes: tuple[str, ...]


def recoded(repository: Repository, before: Mapping[str, str], now: Mapping[str, str]) -> Recoded:
    """Return how the codings of studies differ between two states, each given as the study's version by its name.

    Studies that are in one of them only are left out, since all their codings came or went with them.
    """
    both = sorted(study for study in before.keys() & now.keys() if before[study] != now[study])
    other = [study for study in both if _content(before[study]) != _content(now[study])]
    lines: list[Recoding] = []
    lost: list[str] = []
    same, more = 0, 0
    for study in other[:MOST_STUDIES]:
        trees = [_coded(repository, study, each[study]) for each in (before, now)]
        if trees[0] is None or trees[1] is None:
            lost.append(study)
            continue
        apart = difference(trees[0], trees[1], repository.background.codes)
        found = [each for section in apart.sections for each in _told(study, section)]
        lines += found[:MOST_LINES]
        same += not found
        more += apart.more + len(found[MOST_LINES:])
    return Recoded(tuple(lines), tuple(lost), tuple(_notes(len(both) - len(other), same, more, other[MOST_STUDIES:])))


def _content(version: str) -> str:
    """Return what of a version says what the study said; the rest says with which background it was read."""
    return version.partition("-")[0]


def _coded(repository: Repository, study: str, version: str) -> Mapping[str, Any] | None:
    """Return the codings of a version as the tree of a sheet, None where it is not there any more."""
    graph = graph_of(repository.store, repository.names, study, _content(version))
    if graph is None:
        return None
    tree = sheet_of(graph, repository.names, repository.background.codes)
    coded: dict[str, Any] = {"stances": [_kept(each, _OF_STANCE) for each in tree.get("stances", ())]}
    for key in _CONFIGURATIONS:
        coded[key] = [_kept(each, _OF_CONFIGURATION) | _parts(each) for each in tree.get(key, ())]
    return coded


def _parts(configuration: Mapping[str, Any]) -> dict[str, Any]:
    return {key: [_kept(part, _OF_PART) for part in configuration.get(key, ())] for key in _PARTS}


def _kept(block: Mapping[str, Any], keys: Sequence[str]) -> dict[str, Any]:
    return {key: block[key] for key in keys if key in block}


def _told(study: str, section: Section) -> list[Recoding]:
    """Return the lines of one configuration or stance: one for it as a whole, where it came or went as such."""
    if section.kind is Kind.CHANGED:
        return [
            Recoding(study, each.kind.value, f"{section.heading}: {each.place}", each.before, each.after)
            for each in section.changes
        ]
    telling = next((each for each in section.changes if each.place in _TELLING), section.changes[0])
    return [Recoding(study, section.kind.value, section.heading, telling.before, telling.after)]


def _notes(background: int, same: int, more: int, further: Sequence[str]) -> list[str]:
    """Return the sentences on what no line tells."""
    told = (
        (background, "read anew with another ontology, vocabulary or theories only; what was coded is the same"),
        (same, "changed in other things than its codings"),
    )
    notes = [f"Of the studies whose version differs, {number}: {words}." for number, words in told if number]
    if more:
        notes.append(f"{more} further changed codings are not told here; the history of each study shows them.")
    if further:
        notes.append(
            f"The codings of {MOST_STUDIES} studies were held apart; those of {len(further)} further changed ones, "
            f"from '{further[0]}' on, were not. The history of each study shows them."
        )
    return notes
