"""The schemes of the vocabulary, each with its concepts and how these are kinds of each other."""

from dataclasses import dataclass

from rdflib import URIRef

from demireg.domain.names import VOCAB
from demireg.services import queries
from demireg.services.catalogue.concepts import ConceptSummary, Hierarchy, concept_list, hierarchy
from demireg.services.catalogue.rows import local, number, text
from demireg.services.repository import Repository


@dataclass(frozen=True, slots=True)
class Scheme:
    """One scheme.

    name: its local name; label, definition: as stated; concepts: how many it lists; drawn: some are kinds of others.
    """

    name: str
    label: str
    definition: str
    concepts: int
    drawn: bool


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a checklist. name: its local name; number, section: its place; label, definition: what it asks."""

    name: str
    number: int
    section: str
    label: str
    definition: str


@dataclass(frozen=True, slots=True)
class SchemeView:
    """One scheme with what it lists.

    scheme: itself; lines: its concepts by label; held: the whole vocabulary's kinds; guests: concepts of other
    schemes that some of its own are kinds of; items: of a checklist, by number.
    """

    scheme: Scheme
    lines: tuple[ConceptSummary, ...]
    held: Hierarchy
    guests: tuple[ConceptSummary, ...]
    items: tuple[Item, ...]


def scheme_list(repository: Repository) -> tuple[Scheme, ...]:
    """Return the schemes by label."""
    rows = repository.store.select(queries.load("documenting/schemes").bind({}))
    made = (
        Scheme(
            name=local(text(row, "scheme")),
            label=text(row, "label") or local(text(row, "scheme")),
            definition=text(row, "definition"),
            concepts=number(row, "concepts"),
            drawn=number(row, "kinds") > 0,
        )
        for row in rows
    )
    return tuple({scheme.name: scheme for scheme in made}.values())


def scheme_view(repository: Repository, name: str) -> SchemeView | None:
    """Return one scheme by its local name, or None when there is none."""
    scheme = next((each for each in scheme_list(repository) if each.name == name), None)
    if scheme is None:
        return None
    asked = queries.load("documenting/scheme-members").bind({"scheme": URIRef(VOCAB[name])})
    own = {text(row, "concept") for row in repository.store.select(asked)}
    held = hierarchy(repository)
    lines = concept_list(repository)
    above = {kind for iri in own for kind in held.broader.get(iri, ())} - own
    return SchemeView(
        scheme=scheme,
        lines=tuple(line for line in lines if line.concept.iri in own),
        held=held,
        guests=tuple(line for line in lines if line.concept.iri in above),
        items=_items(repository, name),
    )


def _items(repository: Repository, name: str) -> tuple[Item, ...]:
    asked = queries.load("documenting/checklist-items").bind({"scheme": URIRef(VOCAB[name])})
    return tuple(
        Item(
            name=local(text(row, "item")),
            number=number(row, "number"),
            section=text(row, "section"),
            label=text(row, "label"),
            definition=text(row, "definition"),
        )
        for row in repository.store.select(asked)
    )
