"""What the drop-downs of a workbook offer: concepts by role, theories and propositions, all from what is in use now."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final, Self

import yaml
from rdflib import RDF, RDFS, SKOS, Graph
from rdflib.term import Node

from demireg import assets
from demireg.domain.names import REALIST, THEORY, VOCAB

ROLES: Final = ("context", "intervention", "mechanism", "outcome")


@dataclass(frozen=True, slots=True)
class Offer:
    """A concept as the workbook shows it.

    label, definition: as in its vocabulary; codes: what sheets write for it, its local name last; others: other names
    that are understood; vocabulary: the name of the vocabulary, and ``title`` how that is called.
    """

    label: str
    definition: str
    codes: tuple[str, ...]
    others: tuple[str, ...]
    vocabulary: str
    title: str

    def code(self, letter: str = "") -> str:
        """Return the code to show, one of a role's letter (``c``, ``i``, ``m``, ``o``) if there is one."""
        return next((code for code in self.codes if letter and code.startswith(f"{letter}.")), self.codes[0])

    def shown(self, letter: str = "") -> str:
        """Return what a drop-down shows, such as ``peer support (m.peer-support)``."""
        return f"{self.label} ({self.code(letter)})"


@dataclass(frozen=True, slots=True)
class Statement:
    """A proposition of a theory: what sheets write for it, its sentence and how its theory is called."""

    reference: str
    text: str
    theory: str

    @property
    def shown(self) -> str:
        """Return what a drop-down shows, such as ``salutogenesis/P1: Where people face …``."""
        return f"{self.reference}: {self.text}"


class Offers:
    """Everything that drop-downs offer, by the background in use."""

    def __init__(
        self, concepts: tuple[Offer, ...], propositions: tuple[Statement, ...], theories: Mapping[str, str]
    ) -> None:
        self.concepts, self.propositions, self.theories = concepts, propositions, theories
        text = (assets.folder("data") / "forms" / "lists.yaml").read_text("utf-8")
        self._rules: dict[str, Any] = yaml.safe_load(text)

    @classmethod
    def of(cls, background: Graph) -> Self:
        """Collect concepts, propositions and theories from the vocabularies and theories in use."""
        concepts = (_offer(background, each) for each in background.subjects(RDF.type, SKOS.Concept))
        theories = {
            str(theory).removeprefix(str(THEORY)): _one(background, theory, RDFS.label)
            for theory in set(background.subjects(REALIST.proposition))
        }
        return cls(
            tuple(sorted((each for each in concepts if each.vocabulary), key=lambda each: each.label.casefold())),
            tuple(_statements(background)),
            dict(sorted(theories.items())),
        )

    @cached_property
    def lists(self) -> dict[str, tuple[str, ...]]:
        """Return what each drop-down for concepts shows, by the name of its list; ``all`` offers every role's."""
        found: dict[str, tuple[str, ...]] = {}
        for role, rule in self._rules["roles"].items():
            letter, vocabularies = rule["letter"], rule["vocabularies"]
            fitting = (each for each in self.concepts if _fits(each, letter, vocabularies))
            found[role] = tuple(each.shown(letter) for each in fitting)
        for name, vocabularies in self._rules["others"].items():
            found[name] = tuple(each.shown() for each in self.concepts if each.vocabulary in vocabularies)
        found["all"] = tuple(each.shown() for each in self.parts)
        return found

    @cached_property
    def parts(self) -> tuple[Offer, ...]:
        """Return the concepts with which parts of a study are coded."""
        return tuple(each for each in self.concepts if each.vocabulary not in self._rules["apart"])

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Return every name by which a concept is understood, each once whatever its case."""
        every = (
            name
            for each in self.concepts
            for name in (
                each.label,
                *each.codes,
                *each.others,
                *(each.shown(letter) for letter in ("c", "i", "m", "o")),
            )
        )
        return tuple({name.casefold(): name for name in every}.values())

    def shown(self, code: str, role: str = "") -> str:
        """Return a code as the drop-down of a role shows it, or the text itself where it is no code of a concept."""
        held = self._by_code.get(code)
        if held is None:
            return code
        letter = code[0] if code[1:2] == "." else role[:1]
        return held.shown(letter)

    def sentence(self, reference: str) -> str:
        """Return a reference to a proposition with its sentence, or the reference alone where there is none."""
        return next((each.shown for each in self.propositions if each.reference == reference), reference)

    @cached_property
    def _by_code(self) -> dict[str, Offer]:
        return {code: each for each in self.concepts for code in each.codes}


def _fits(offer: Offer, letter: str, vocabularies: list[str]) -> bool:
    coded = [code for code in offer.codes if code[1:2] == "."]
    return any(code.startswith(letter) for code in coded) or (not coded and offer.vocabulary in vocabularies)


def _offer(background: Graph, concept: Node) -> Offer:
    def texts(predicate: Node) -> tuple[str, ...]:
        return tuple(sorted(str(value) for value in background.objects(concept, predicate)))

    scheme = background.value(concept, SKOS.inScheme)
    local = str(concept).removeprefix(str(VOCAB))
    return Offer(
        label=next(iter(texts(SKOS.prefLabel)), local),
        definition=" ".join(texts(SKOS.definition)),
        codes=(*texts(SKOS.notation), local),
        others=texts(SKOS.altLabel),
        vocabulary=str(scheme).removeprefix(str(VOCAB)) if scheme is not None else "",
        title=_one(background, scheme, SKOS.prefLabel) if scheme is not None else "",
    )


def _statements(background: Graph) -> list[Statement]:
    found = []
    for theory, proposition in background.subject_objects(REALIST.proposition):
        order = int(_one(background, proposition, REALIST.order) or 0)
        reference = str(proposition).removeprefix(str(THEORY))
        text = _one(background, proposition, SKOS.definition)
        title = _one(background, theory, RDFS.label)
        found.append((title.casefold(), order, Statement(reference, text, title)))
    return [statement for *_, statement in sorted(found, key=lambda each: each[:2])]


def _one(background: Graph, node: Node, predicate: Node) -> str:
    return min((str(value) for value in background.objects(node, predicate)), default="")
