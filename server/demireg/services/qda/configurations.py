"""A candidate as a configuration of a sheet: parts from codes, places from passages, notes from memos."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from demireg.services.importing.characters import shortened
from demireg.services.importing.places import Path
from demireg.services.qda.candidates import Candidate
from demireg.services.qda.elements import Element
from demireg.services.qda.ledger import Ledger
from demireg.services.qda.memos import Memos
from demireg.services.qda.passages import doubt, words_of
from demireg.services.qda.project import Code, Project
from demireg.services.qda.prose import FULL, Prose, clean
from demireg.services.qda.roles import ROLES, Row, bare
from demireg.services.qda.segments import Coding, Segment

LISTS: Final = {"c": "contexts", "i": "interventions", "m": "mechanisms", "o": "outcomes"}
_MOST_NAME: Final = 500
_MOST_TITLE: Final = 160
#: Half of a note is for the GUIDs, so that memos find room too.
_GUIDS: Final = 10_000
#: The name of a link, or how it begins → the kind of causal link that it is.
_KINDS: Final = {
    "enabl": "enables",
    "constrain": "constrains",
    "trigger": "triggers",
    "produc": "produces",
    "reinforc": "reinforces",
    "feeds back": "feeds_back",
    "block": "blocks",
}


@dataclass(frozen=True, slots=True)
class Making:
    """What making a configuration needs: the project, what was decided, the account, memos, and a quotation licence.

    ``doubts`` are what was found against the places of passages so far.
    """

    project: Project
    mapping: Mapping[str, Row]
    ledger: Ledger
    memos: Memos
    licence: str = ""
    doubts: dict[int, str] = field(default_factory=dict)

    def doubt(self, segment: Segment) -> str:
        """Return why the place of a passage may not be right, looked up once."""
        number = segment.element.number
        if number not in self.doubts:
            self.doubts[number] = doubt(segment, self.project)
        return self.doubts[number]


def label_of(candidate: Candidate) -> str:
    """Return a label that stays the same for the same GUIDs."""
    return f"q-{hashlib.sha256(candidate.key.encode()).hexdigest()[:10]}"


def configuration(candidate: Candidate, label: str, path: Path, making: Making) -> dict[str, Any]:
    """Return the configuration, and note in the account what it holds."""
    made: dict[str, Any] = {"label": label, "title": _title(candidate)}
    note = Prose()
    _identify(candidate, note, path, making)
    numbers = _parts(candidate, made, path, making)
    causal = {link.number for link in candidate.links if _causal(link, numbers, made, path, making)}
    for link in candidate.links:
        _linked(link, causal, note, path, making)
    made["evidence"] = _evidence(candidate, path, making)
    made["confidence"] = "inferred"
    made["inferred"] = True
    for owner in _owners(candidate):
        making.memos.put(owner, note, (*path, "note"))
    made["note"] = note.text
    return made


def _owners(candidate: Candidate) -> list[Element]:
    own = [candidate.origin] if candidate.origin is not None else []
    passages = [each for segment in candidate.segments for each in (segment.element, *_codings(segment))]
    return [*own, *passages, *candidate.links]


def _codings(segment: Segment) -> list[Element]:
    return [coding.element for coding in segment.codings]


def _title(candidate: Candidate) -> str:
    name = clean(candidate.title) or " → ".join(clean(bare(code.name)) for code in candidate.codes)
    return shortened(name, _MOST_TITLE) or "unnamed"


def _identify(candidate: Candidate, note: Prose, path: Path, making: Making) -> None:
    """Say in the note what the candidate rests on, with the GUIDs by which a later export is recognised."""
    note.add(f"Candidate from a REFI-QDA project ({candidate.why}); whether it holds is for the reviewer to say.")
    if candidate.origin is not None:
        origin = candidate.origin
        note.add(f"{origin.kind} '{shortened(origin.name)}' {origin.guid}".strip() + ".")
        making.ledger.took(origin, (*path, "title") if candidate.title else (*path, "note"))
    guids = Prose(_GUIDS, ", ")
    for segment in candidate.segments:
        room = guids.add(segment.guid) if segment.guid else True
        reason = "" if room else f"its GUID is not kept: {FULL}"
        making.ledger.took(segment.element, (*path, "note"), reason or making.doubt(segment))
    note.add(f"Passages: {guids.text}.") if guids.pieces else False


def _parts(candidate: Candidate, made: dict[str, Any], path: Path, making: Making) -> dict[str, str]:
    """Put each code into its list and return the parts' numbers by the codes' GUIDs."""
    numbers: dict[str, str] = {}
    codings: dict[str, list[Coding]] = {}
    for each in (each for segment in candidate.segments for each in segment.codings):
        codings.setdefault(each.code, []).append(each)
    members: dict[str, list[Element]] = {}
    for member in candidate.origin.of("MemberCode", "CodeRef") if candidate.origin is not None else ():
        members.setdefault(member.target, []).append(member)
    for code in candidate.codes:
        key = code.guid or f"#{code.element.number}"
        row = making.mapping[key]
        letter = ROLES[row.role]
        group = made.setdefault(LISTS[letter], [])
        here = (*path, LISTS[letter], len(group))
        group.append(_part(code, row, here, making))
        numbers[key] = f"{letter}{len(group)}"
        for coding in codings.get(key, ()):
            making.ledger.took(coding.element, here)
        for member in members.get(key, ()):
            making.ledger.took(member, here)
    return numbers


def _part(code: Code, row: Row, here: Path, making: Making) -> dict[str, Any]:
    name = clean(bare(code.name)) or clean(code.name) or "unnamed"
    part: dict[str, Any] = {"text": shortened(name, _MOST_NAME)}
    if row.concept:
        part["concept"] = row.concept
    if row.role in {"resource", "reasoning"}:
        part["kind"] = row.role
    part["inferred"] = True
    note = Prose()
    note.add(f"Code '{shortened(clean(code.path), _MOST_NAME)}' {code.guid}".strip() + ".")
    making.ledger.took(code.element, (*here, "text"), "" if len(name) <= _MOST_NAME else "its name was shortened")
    making.memos.put(code.element, note, (*here, "note"))
    part["note"] = note.text
    return part


def _causal(link: Element, numbers: dict[str, str], made: dict[str, Any], path: Path, making: Making) -> bool:
    """Take a link whose name says what it does and that has a direction; return whether it was one."""
    name = link.name.lower()
    kind = next((kind for begin, kind in _KINDS.items() if name.startswith(begin)), "")
    ends = [numbers.get(link.attributes.get(key, "").strip("{} ").lower(), "") for key in ("originGUID", "targetGUID")]
    if not kind or link.attributes.get("direction", "") != "OneWay" or not all(ends) or ends[0] == ends[1]:
        return False
    group = made.setdefault("causal_links", [])
    making.ledger.took(link, (*path, "causal_links", len(group)))
    group.append(
        {"from": ends[0], "to": ends[1], "kind": kind, "inferred": True, "rationale": f"Linked in the project: {name}."}
    )
    return True


def _linked(link: Element, causal: set[int], note: Prose, path: Path, making: Making) -> None:
    """Say a link in words, with its GUID."""
    codes = making.project.codes
    names = []
    for key in ("originGUID", "targetGUID"):
        guid = link.attributes.get(key, "").strip("{} ").lower()
        names.append(f"'{shortened(codes[guid].name)}'" if guid in codes else "a passage")
    said = f" '{shortened(link.name)}'" if link.name else ""
    way = {"OneWay": "to", "Bidirectional": "to and from"}.get(link.attributes.get("direction", ""), "with")
    room = note.add(f"Link{said} from {names[0]} {way} {names[1]} {link.guid}".strip() + ".")
    if link.number not in causal and room:
        making.ledger.took(link, (*path, "note"), "in words only: its name is no kind of causal link of a sheet")
    elif not room:
        making.ledger.left(link, FULL)


def _evidence(candidate: Candidate, path: Path, making: Making) -> dict[str, Any]:
    places = Prose(joint="; ")
    for segment in candidate.segments:
        if not places.add(segment.locator):
            making.ledger.left(segment.element, FULL)
    evidence: dict[str, Any] = {"section": places.text or f"The project: {candidate.why}"}
    voice = making.memos.voice(candidate.segments, (*path, "evidence", "participant"))
    if voice:
        evidence["participant"] = voice
    quoted = Prose(joint=" […] ")
    for segment in candidate.segments if making.licence else ():
        quoted.add(words_of(segment, making.project))
    if quoted.pieces:
        evidence |= {"quotation": quoted.text, "quotation_licence": making.licence}
    return evidence
