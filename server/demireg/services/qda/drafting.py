"""From a project and a mapping to a draft study, with an account of everything and what a later export changed."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from demireg.services.importing.started import Tree, started
from demireg.services.qda.again import Change, join, labels
from demireg.services.qda.archive import base
from demireg.services.qda.candidates import Candidate, bounded, find
from demireg.services.qda.configurations import Making, configuration
from demireg.services.qda.elements import Element
from demireg.services.qda.ledger import Ledger, Line, Outcome
from demireg.services.qda.memos import Memos
from demireg.services.qda.project import SOURCES, Code, Project
from demireg.services.qda.roles import PARTS, Row, by_code
from demireg.services.qda.segments import Segment
from demireg.services.qda.surroundings import Surroundings

#: As many configurations as a sheet takes.
MOST_CONFIGURATIONS: Final = 500
#: Parts of all of them together: a sheet of more would not be read.
MAX_PARTS: Final = 20_000
_SLUG: Final = re.compile(r"[^a-z0-9]+")
_MOST_SLUG: Final = 60
#: A code's name of so many words that stands in a source is somebody's own words.
_IN_VIVO: Final = 5


@dataclass(frozen=True, slots=True)
class Options:
    """What the reviewer asked for: memos or not, sources as documents, an open licence under which to quote."""

    today: date
    memos: bool = True
    synthesis: bool = False
    licence: str = ""
    agent: str = ""


@dataclass(frozen=True, slots=True)
class Drafted:
    """The sheet as a tree, the account of everything in the project, and what changed in a sheet that was there."""

    tree: Tree
    lines: tuple[Line, ...]
    changes: tuple[Change, ...] = ()


def draft(project: Project, rows: Sequence[Row], options: Options, before: Mapping[str, Any] | None = None) -> Drafted:
    """Make a draft. ``before`` is the sheet that an earlier export of the project became, perhaps worked on since.

    Raises TooLarge when the project marks too many passages, or its candidates hold too many parts.
    """
    mapping = by_code(rows)
    candidates = find(project, mapping)
    bounded(sum(len(each.codes) for each in candidates[:MOST_CONFIGURATIONS]), MAX_PARTS, "parts")
    ledger = Ledger(project.root)
    memos = Memos(project, ledger, wanted=options.memos)
    making = Making(project, mapping, ledger, memos, options.licence)
    tree = started(slug(project.name), options.today, agent=options.agent)
    named = labels(candidates[:MOST_CONFIGURATIONS], before)
    made = tree["cmo_configurations"]
    for candidate, label in zip(candidates, named, strict=False):
        made.append(configuration(candidate, label, ("cmo_configurations", len(made)), making))
    Surroundings(making, tree, options.synthesis).fill()
    _explain(project, mapping, ledger, candidates)
    memos.explain_rest()
    lines = (*ledger.lines(), *_files(project, memos))
    if before is None:
        return Drafted(tree, lines)
    joined, changes = join(before, tree)
    return Drafted(joined, lines, tuple(changes))


def slug(name: str) -> str:
    """Return a name as an identifier of a study."""
    found = _SLUG.sub("-", name.lower()).strip("-")[:_MOST_SLUG].strip("-")
    return found or "qda-project"


def _explain(project: Project, mapping: Mapping[str, Row], ledger: Ledger, candidates: Sequence[Candidate]) -> None:
    """Say of each code and passage that is left why it is."""
    full = f"a sheet takes {MOST_CONFIGURATIONS} configurations"
    late = [element for each in candidates[MOST_CONFIGURATIONS:] for element in _elements(each)]
    for element in late:
        ledger.left(element, full)
    said = {element.number for element in late}
    for element in _repeated(project):
        ledger.left(element, "its GUID stands twice in the project; the first is meant")
    uses = project.uses()
    for key, code in project.codes.items():
        if code.element.number not in said:
            ledger.left(code.element, _why_no_part(mapping[key].role, uses.get(key, 0)))
    for segment in project.segments:
        if segment.element.number not in said:
            _explain_segment(segment, project, mapping, ledger)
    for each in project.elements("Coding"):
        if each.parent is not None and each.parent.kind.endswith("Source"):
            ledger.left(each, "it marks a whole source and no passage")


def _explain_segment(segment: Segment, project: Project, mapping: Mapping[str, Row], ledger: Ledger) -> None:
    roles = {mapping[each.code].role for each in segment.codings if each.code in mapping} & set(PARTS)
    reason = "none of its codes has a role"
    if roles:
        reason = f"its codes have one role only ({' and '.join(sorted(roles))})"
    ledger.left(segment.element, reason if segment.codings else "no code marks it")
    for coding in segment.codings:
        ledger.left(coding.element, _why_no_coding(coding.code, mapping, project, reason))


def _repeated(project: Project) -> Iterable[Element]:
    """Give the codes, sources and memos that bear a GUID which another has already."""
    first = {each.element.number for each in project.codes.values()}
    first |= {each.element.number for each in project.sources.values()}
    first |= {each.element.number for each in project.memos.values()}
    kinds = ("Code", "Note", *SOURCES)
    return (each for each in project.elements(*kinds) if each.number not in first)


def _elements(candidate: Candidate) -> Iterable[Element]:
    yield from (code.element for code in candidate.codes)
    for segment in candidate.segments:
        yield segment.element
        yield from (coding.element for coding in segment.codings)
    yield from candidate.links


def _why_no_part(role: str, used: int) -> str:
    if role == "configuration":
        return "what it marks has codes of fewer than two roles"
    if role == "none":
        return "it was given no role"
    if not used:
        return "it marks no passage and is in no set or link with codes of other roles"
    return "nothing that it marks has codes of another role"


def _why_no_coding(code: str, mapping: Mapping[str, Row], project: Project, reason: str) -> str:
    if code not in project.codes:
        return "the project has no such code"
    role = mapping[code].role
    if role == "configuration":
        return "it says what belongs together and is no part"
    return reason if role in PARTS else "its code was given no role"


def _files(project: Project, memos: Memos) -> Iterable[Line]:
    """Give a line for each file in the archive beside the project itself."""
    owners = {base(each.attributes.get(key, "")): each for each in project.root.within() for key in _PATHS}
    taken = {base(path) for path in memos.files}
    for member in project.archive.members:
        owner = owners.get(base(member))
        if base(member) in taken:
            yield Line("file", member, "", 1, Outcome.TAKEN, "with its memo", "")
        elif owner is None:
            yield Line("file", member, "", 1, Outcome.LEFT, "", "nothing in the project refers to it")
        elif owner.kind == "Note":
            yield Line(
                "file", member, "", 1, Outcome.LEFT, "", "its memo is not in the draft, or is there as plain text"
            )
        else:
            yield Line("file", member, "", 1, Outcome.LEFT, "", "the file of a source is never copied")


_PATHS: Final = ("path", "plainTextPath", "richTextPath", "currentPath")


def own_words(project: Project, codes: Iterable[Code]) -> list[str]:
    """Return the names of codes that stand word for word in a source: they may be what somebody said."""
    texts = [source.flat for source in project.sources.values()]
    long = [code.name for code in codes if len(code.name.split()) >= _IN_VIVO][:MOST_CONFIGURATIONS]
    return [name for name in long if any("".join(name.split()).casefold() in text for text in texts)]
