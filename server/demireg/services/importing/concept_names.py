"""Concepts by what people call them: a code, a local name, a label or another label stands for its concept.

A sheet keeps codes. Where tables or forms hold a name that nothing answers to, the wording is kept in a note and the
part stays uncoded, with a warning that offers the nearest names; in a YAML sheet such a name is a violation.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final, cast

from pydantic import BaseModel, ValidationError
from rapidfuzz import fuzz, process

from demireg.domain.findings import Finding, Severity
from demireg.services.importing.characters import shortened
from demireg.services.importing.codes import Codes
from demireg.services.importing.draft import Draft
from demireg.services.importing.nearest import concepts_like
from demireg.services.importing.places import Path, Plain
from demireg.services.importing.sheet import Sheet
from demireg.services.importing.sheet_file import MOST_FINDINGS, composed
from demireg.services.importing.tabling.layout import plainly
from demireg.services.importing.yaml_sheet import sheet_yaml

MOST_OFFERED: Final = 3
#: From how like, of 100, a name is offered.
LEAST_ALIKE: Final = 65
MOST_NOTE: Final = 20_000
#: For how many names of one study the nearest concepts are looked for; it takes a hundredth of a second each.
MOST_OFFERS: Final = 50

_UNKNOWN: Final = "concept-is-known"
_EVERY: Final = "All concepts are on the page /vocabulary."

_LETTERS: Final = {"contexts": "c", "interventions": "i", "mechanisms": "m", "outcomes": "o"}
_CONFIGURATIONS: Final = ("cmo_configurations", "hypothesised_configurations")
_IN_PARTS: Final = ("concept", "actor")
_IN_EVIDENCE: Final = ("kind", "speaker")
#: What is said in a note of a name that was not found, by its key.
_SPOKEN: Final = {"kind": "kind of evidence", "contexts": "what describes the site"}

_Block = Mapping[str, object] | BaseModel


def with_concepts(draft: Draft, codes: Codes) -> Draft:
    """Return the draft with a code in place of each name of a concept, and findings on those that are none.

    A draft that holds codes only is returned as it is; so is one that cannot be read.
    """
    whole: object = draft.sheet
    if whole is None and draft.cells and draft.source:
        whole = composed(draft.source, draft.name).data
    names = [each for each in _coded(whole) if each[1] not in codes.concepts]
    if not names or (not draft.cells and not any(codes.code_of(text, "") for _, text in names)):
        return draft
    tree = cast("dict[str, Plain]", composed(draft.source, draft.name).data)
    findings = [finding for named in names for finding in _settle(draft, tree, named, codes)]
    _sweep(tree)
    source = sheet_yaml(tree) if draft.cells else draft.source
    sheet = _sheet(tree) if draft.sheet else None
    return replace(draft, sheet=sheet, source=source, findings=(*draft.findings, *_offering(findings, names, codes)))


def offered_concepts(text: str, codes: Codes, role: str = "") -> str:
    """Return sentences that offer the concepts whose labels are nearest to a text."""
    found = process.extract(
        shortened(text, 200), list(codes.called), scorer=_likeness, processor=plainly, limit=9, score_cutoff=LEAST_ALIKE
    )
    near = [codes.entries[codes.called[name]] for name, *_ in found]
    near = list({entry.codes: entry for entry in (*near, *concepts_like(text, codes.entries))}.values())[:MOST_OFFERED]
    shown = [f"'{entry.label}' ({entry.code(role)})" for entry in near]
    asked = f"Did you mean {', '.join(shown[:-1])}{' or ' if shown[1:] else ''}{shown[-1]}? " if shown else ""
    return f"{asked}{_EVERY}"


def _likeness(one: str, other: str, **_limits: float | None) -> float:
    """Return how like two names are, of 100: by spelling, or nearly as much by the words that they share."""
    return max(fuzz.token_sort_ratio(one, other), 0.9 * fuzz.token_set_ratio(one, other))


def _coded(whole: object) -> Iterator[tuple[Path, str]]:
    """Yield the path of everything in a sheet, or in its tree, that should be the code of a concept."""
    yield from _text(_at(whole, "design"), ("design",), "concept")
    for index, each in enumerate(_list(_at(whole, "setting"), "contexts")):
        if isinstance(each, str):
            yield ("setting", "contexts", index), each
    for number, theory in enumerate(_list(whole, "theories")):
        for index, each in enumerate(_list(theory, "constructs")):
            yield from _text(each, ("theories", number, "constructs", index), "concept")
    for key in _CONFIGURATIONS:
        for number, block in enumerate(_list(whole, key)):
            yield from _in_configuration(block, (key, number))


def _in_configuration(block: object, path: Path) -> Iterator[tuple[Path, str]]:
    yield from _text(block, path, "stage")
    for key in _IN_EVIDENCE:
        yield from _text(_at(block, "evidence"), (*path, "evidence"), key)
    for role in _LETTERS:
        for index, part in enumerate(_list(block, role)):
            for key in _IN_PARTS:
                yield from _text(part, (*path, role, index), key)


def _at(block: object, key: str) -> object:
    return block.get(key) if isinstance(block, Mapping) else getattr(block, key, None)


def _list(block: object, key: str) -> Sequence[object]:
    value = _at(block, key)
    return value if isinstance(value, list | tuple) else ()


def _text(block: object, path: Path, key: str) -> Iterator[tuple[Path, str]]:
    value = _at(block, key) if isinstance(block, Mapping | BaseModel) else None
    if isinstance(value, str):
        yield (*path, key), value


def _settle(draft: Draft, tree: dict[str, Plain], named: tuple[Path, str], codes: Codes) -> Iterator[Finding]:
    """Put a code in the place of a name, or the name into a note; a YAML sheet keeps what is no name."""
    path, text = named
    code = codes.code_of(text, _role(path))
    holder = _holder(tree, path)
    if code:
        _put(holder, path[-1], code)
        if not draft.cells:
            message = f"The concept '{shortened(text)}' is read as '{code}'."
            yield Finding(Severity.INFO, "concept-is-a-code", message, "Write the code.", draft.place(path))
    elif draft.cells:
        _drop(holder, path[-1])
        kept = _keep(tree, path, text)
        message = f"No concept is called '{shortened(text)}'; it stays uncoded, and its wording is kept in {kept}."
        yield Finding(Severity.WARNING, _UNKNOWN, message, _EVERY, draft.place(path))


def _role(path: Path) -> str:
    """Return the letter of the role of the part that a path leads to, empty for what is no part."""
    return next((_LETTERS[step] for step in path if step in _LETTERS and path[0] in _CONFIGURATIONS), "")


def _offering(findings: Sequence[Finding], names: Sequence[tuple[Path, str]], codes: Codes) -> list[Finding]:
    """Return as many findings as a report holds, the first of them with the concepts that may be meant."""
    texts = dict(names)
    offers: dict[tuple[str, str], str] = {}
    offering = []
    for finding in findings[:MOST_FINDINGS]:
        path = getattr(finding.place, "path", ())
        asked = texts.get(path, ""), _role(path)
        if finding.rule == _UNKNOWN and (asked in offers or len(offers) < MOST_OFFERS):
            if asked not in offers:
                offers[asked] = offered_concepts(asked[0], codes, asked[1])
            offering.append(replace(finding, mend=offers[asked]))
        else:
            offering.append(finding)
    if len(findings) > MOST_FINDINGS:
        message = f"There are {len(findings):,} names of concepts to look at, more than are shown."
        offering.append(Finding(Severity.WARNING, "findings-are-few", message, "Mend these first."))
    return offering


def _holder(tree: Plain, path: Path) -> Plain:
    for step in path[:-1]:
        if isinstance(tree, dict):
            tree = tree[str(step)]
        elif isinstance(tree, list) and isinstance(step, int):
            tree = tree[step]
    return tree


def _put(holder: Plain, key: str | int, value: str) -> None:
    if isinstance(holder, dict):
        holder[str(key)] = value
    elif isinstance(holder, list) and isinstance(key, int):
        holder[key] = value


def _drop(holder: Plain, key: str | int) -> None:
    """Take a value out; of a list later, so that the places of the others stay as they are."""
    if isinstance(holder, dict):
        del holder[str(key)]
    elif isinstance(holder, list) and isinstance(key, int):
        holder[key] = None


def _sweep(tree: dict[str, Plain]) -> None:
    """Take out of the concepts of the site what was dropped."""
    setting = tree.get("setting")
    contexts = setting.get("contexts") if isinstance(setting, dict) else None
    if isinstance(contexts, list):
        contexts[:] = [each for each in contexts if each is not None]


def _keep(tree: dict[str, Plain], path: Path, text: str) -> str:
    """Write a name into the note of the part, configuration, theory or study that it belongs to, and say which."""
    part = path[0] in _CONFIGURATIONS and path[2] in _LETTERS
    length = 4 if part else 2 if path[0] in (*_CONFIGURATIONS, "theories") else 0
    block = _holder(tree, path[: length + 1]) if length else tree
    key = next(str(step) for step in reversed(path) if isinstance(step, str))
    said = f"{_SPOKEN.get(key, key)} as written: {text}"
    if isinstance(block, dict):
        before = block.get("note")
        block["note"] = "; ".join((*([str(before)] if before else []), said))[:MOST_NOTE]
    return "the note of the part" if part else "a note"


def _sheet(tree: dict[str, Plain]) -> Sheet | None:
    try:
        return Sheet.model_validate(tree)
    except ValidationError:  # only what was a sheet before comes here, and codes and notes are text
        return None
