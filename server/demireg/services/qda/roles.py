"""What each code may be in a configuration: proposed from its name and the names above it, decided by the reviewer."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from rapidfuzz import fuzz, process, utils
from rdflib import RDF, SKOS

from demireg.domain.names import VOCAB
from demireg.services.background import Background
from demireg.services.importing.nearest import Entry
from demireg.services.qda.project import Code, Project

#: Role of a mapping → letter of the role, empty where a code with it is no part.
ROLES: Final = {
    "context": "c",
    "intervention": "i",
    "mechanism": "m",
    "resource": "m",
    "reasoning": "m",
    "outcome": "o",
    "configuration": "",
    "none": "",
}
PARTS: Final = tuple(role for role, letter in ROLES.items() if letter)

_LETTERS: Final = {"c": "context", "i": "intervention", "m": "mechanism", "o": "outcome"}
_WORDS: Final = {
    "context": r"contexts?|ctxt?|circumstances?|settings?",
    "intervention": r"interventions?|int|activit(?:y|ies)|program(?:me)?s?",
    "resource": r"resources?|mechanism[- ]resources?|m-?res",
    "reasoning": r"reasonings?|responses?|mechanism[- ](?:reasoning|response)s?|m-?reas",
    "mechanism": r"mechanisms?|mechs?",
    "outcome": r"outcomes?|outc?|results?|impacts?",
}
_CONFIGURATION: Final = re.compile(r"(?:i?cmoc?s?|cimo|configurations?)(?:[\s._:#-]*\d+\w?)?(?:\s*[:.–—-].*)?", re.I)
_SEPARATOR: Final = r"\s*\d*\s*(?:[:;|_.)\]=/–—-]+)\s*"
_PREFIX: Final = {
    role: re.compile(rf"^[\[(]?\s*(?:{words})\b{_SEPARATOR}(?P<rest>.+)$", re.I) for role, words in _WORDS.items()
}
_LETTER: Final = re.compile(
    rf"^[\[(]?\s*(?P<letter>[CIMO](?!-\w+ed\b)|[cimo](?=\d*\s*[:)\]_=]|\d*\s*[–—-]\s))(?:{_SEPARATOR}|\d+\s+)(?P<rest>.+)$"
)
_SUFFIX: Final = re.compile(r"^(?P<rest>.+?)\s*[\[(](?P<word>[A-Za-z -]+)[\])]$")
_WHOLE: Final = {role: re.compile(rf"(?:{words})", re.I) for role, words in _WORDS.items()}
#: Short for a role before or after a name, and a word of its own elsewhere: "Dropping out" is no heading of outcomes.
_ONLY_BESIDE: Final = re.compile(r"\|(?:int|outc\?)(?=\||$)")
_HEADING: Final = {
    role: re.compile(
        rf"(?:\d+[.)]?\s*)?(?:(?:programme|possible|key|main|hidden|\w+)\s+)?(?:{_ONLY_BESIDE.sub('', words)})"
        rf"(?:\s+\w+){{0,2}}|{role[0].upper()}",
        re.I,
    )
    for role, words in _WORDS.items()
}
LEAST_LIKENESS: Final = 84


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the mapping: the code, how often it is used, its role, concept and why so. ``concept`` may be ''."""

    guid: str
    code: str
    used: int
    role: str
    concept: str
    why: str


@dataclass(frozen=True, slots=True)
class Likeness:
    """A concept that a name is like: what was alike, how much in a hundred, and the concept as it is offered."""

    text: str
    score: float
    entry: Entry


class Concepts:
    """The concepts of the vocabularies, found by what their labels and alternative labels are like."""

    def __init__(self, background: Background) -> None:
        self.codes = background.codes
        entries = {entry.codes[-1]: entry for entry in self.codes.entries}
        names: dict[str, Entry] = {}
        graph = background.union
        for concept in sorted(graph.subjects(RDF.type, SKOS.Concept), key=str):
            entry = entries.get(str(concept).removeprefix(str(VOCAB)))
            for label in (SKOS.prefLabel, SKOS.altLabel):
                for text in sorted(str(each) for each in graph.objects(concept, label)):
                    if entry is not None:
                        names.setdefault(text, entry)
        self._places = {code: place for place, entry in enumerate(self.codes.entries) for code in entry.codes}
        self._names = tuple(names)
        self._plain = [utils.default_process(text) for text in self._names]
        self._entries = names

    def like(self, name: str, least: float = LEAST_LIKENESS, most: int = 1) -> list[Likeness]:
        """Return the concepts that a name is most like, the likeliest first."""
        wanted = utils.default_process(name)
        found = process.extract(wanted, self._plain, scorer=fuzz.token_sort_ratio, score_cutoff=least, limit=most)
        return [Likeness(self._names[at], score, self._entries[self._names[at]]) for _, score, at in found]

    def known(self, code: str, letter: str = "") -> str:
        """Return a concept as sheets write it, from its code, local name or label; empty where there is none.

        Of several codes of one concept, that of the role with the letter is given.
        """
        if code in self.codes.concepts and "." not in code:
            return code
        place = self._places.get(code)
        found = [each.entry for each in self.like(code, 100)] if place is None else [self.codes.entries[place]]
        if place is not None and not any(each.startswith(f"{letter}.") for each in found[0].codes):
            return code
        return found[0].code(letter) if found else code if code in self.codes.concepts else ""


@lru_cache(maxsize=2)
def concepts_of(background: Background) -> Concepts:
    """Return the concepts of a background, indexed once."""
    return Concepts(background)


def propose(project: Project, concepts: Concepts) -> list[Row]:
    """Return a proposal for every code, in the order of the project."""
    uses = project.uses()
    return [_proposed(key, code, uses.get(key, 0), concepts) for key, code in project.codes.items()]


def bare(name: str) -> str:
    """Return a code's name without what says its role."""
    return _said(name)[1]


def _said(name: str) -> tuple[str, str, str]:
    """Return the role that a name says of itself, the rest of the name, and why."""
    letter = _LETTER.match(name)
    if letter:
        return _LETTERS[letter["letter"].lower()], letter["rest"].strip(), f"the name begins with {letter['letter']}"
    for role, pattern in _PREFIX.items():
        found = pattern.match(name)
        if found:
            return role, found["rest"].strip(), f"the name begins with the word for {role}"
    suffix = _SUFFIX.match(name)
    for role, pattern in _WHOLE.items():
        if suffix and pattern.fullmatch(suffix["word"].strip()):
            return role, suffix["rest"].strip(), "the name ends with the role in brackets"
    return "", name, ""


def _proposed(key: str, code: Code, used: int, concepts: Concepts) -> Row:
    role, name, why = _said(code.name)
    headings = [*code.above[::-1]]
    if not role and _CONFIGURATION.fullmatch(code.name):
        return Row(key, code.path, used, "configuration", "", "the name says that it marks a configuration")
    if not role:
        role, why = _from_headings(headings)
    heads = any(True for _ in code.element.of("Code"))
    if not role and heads and any(pattern.fullmatch(code.name) for pattern in _HEADING.values()):
        return Row(key, code.path, used, "none", "", "a heading for other codes")
    alike = concepts.like(name)
    concept = alike[0].entry.code(ROLES[role]) if alike and role else ""
    if alike and not role:
        letters = {each.partition(".")[0] for each in alike[0].entry.codes if "." in each} & _LETTERS.keys()
        if len(letters) == 1:
            letter = letters.pop()
            role, concept = _LETTERS[letter], alike[0].entry.code(letter)
            why = f"the vocabulary has '{alike[0].text}' in this role only"
    if concept:
        why += f"; {alike[0].score:.0f} in 100 like '{alike[0].text}'"
    return Row(key, code.path, used, role or "none", concept, why or "nothing in the name says a role")


def _from_headings(headings: Iterable[str]) -> tuple[str, str]:
    for heading in headings:
        said = _said(heading)[0]
        for role, pattern in _HEADING.items():
            if said == role or pattern.fullmatch(heading):
                return role, f"it stands below '{heading}'"
    return "", ""


def by_code(rows: Iterable[Row]) -> Mapping[str, Row]:
    """Return the mapping by the codes' GUIDs."""
    return {row.guid: row for row in rows}
