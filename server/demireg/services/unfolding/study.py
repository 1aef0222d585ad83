"""Unfold a whole study: its graph becomes the tree of a sheet, with the keys in the order that sheets have."""

import re
from collections.abc import Iterator
from typing import Final

from rdflib import SKOS, Graph, URIRef
from rdflib.namespace import DCTERMS, RDF

from demireg.domain.names import REALIST, Names
from demireg.services.importing.codes import Codes
from demireg.services.importing.sheet import Sheet
from demireg.services.unfolding import conduct, setting, theories
from demireg.services.unfolding.configurations import configurations
from demireg.services.unfolding.node import Block, Node, Plain, Words, kept, last, natural, references, text, texts

_SCHEMA: Final = "cmo-extraction-sheet/1"
_PROGRAMME: Final = "Programme: "
_NOT_SEEN: Final = "Not seen: "
#: Keys whose entries are told by what stands before and between a name and its text.
_NAMED: Final = {"definitions_seen": ("Definition of ", " given: "), "marker_convention": ("Marker convention, ", ": ")}
_FREE: Final = ("note", "role", "role_letter_convention")


def sheet_of(graph: Graph, names: Names, codes: Codes) -> Block:
    """Return the tree of the sheet that gives these triples of one study.

    The tree holds what the triples say, in plain values; it is not checked here, and what no sheet can say is left out
    (``losses`` tells what that is). What a sheet says that no triple holds is listed in the package.
    """
    study = _study(graph, names, codes)
    said = dict(_said(study))
    return kept((info.alias or key, said.get(info.alias or key)) for key, info in Sheet.model_fields.items())


def _study(graph: Graph, names: Names, codes: Codes) -> Node:
    iri = next(iter(sorted(graph.subjects(RDF.type, REALIST.Study), key=str)), URIRef(names.study("")))
    node = Node(graph, URIRef(str(iri)), Words(names, "", {}))
    identifier = text(node, DCTERMS.identifier) or names.local(str(iri))
    by_concept: dict[str, list[str]] = {}
    for code, concept in codes.concepts.items():
        by_concept.setdefault(concept, []).append(code)
    words = Words(names, identifier, {iri: tuple(sorted(each, key=natural)) for iri, each in by_concept.items()})
    return Node(graph, node.iri, words)


def _said(study: Node) -> Iterator[tuple[str, Plain]]:
    yield "schema", _SCHEMA
    yield "id", study.words.study
    yield from setting.report(study)
    yield from setting.conduct(study)
    yield "heuristic", text(study, REALIST.heuristic)
    yield "setting", setting.setting(study)
    yield from setting.counts(study)
    yield "segments", conduct.segments(study)
    uses = theories.theories(study)
    yield "theories", uses
    yield from zip(("cmo_configurations", "hypothesised_configurations"), configurations(study), strict=True)
    yield "theory_evidence", theories.theory_evidence(study, uses)
    yield "stances", theories.stances(study)
    yield "quality", conduct.quality(study)
    yield from setting.closing(study)
    yield "limitations_stated", texts(study, REALIST.limitation)
    yield "contradictory_or_negative_points", references(study, REALIST.contradictoryPoint)
    yield "synthesises", references(study, REALIST.synthesises)
    yield from conduct.synthesis(study)
    yield "reporting", conduct.reporting(study)
    yield from _notes(study)


def _notes(study: Node) -> Iterator[tuple[str, Plain]]:
    """Yield what the notes of the study say, each under the key whose wording it has, the rest under free ones."""
    notes = texts(study, SKOS.note)
    programme = _taken(notes, _PROGRAMME)
    yield "programme_cluster", kept([("id", last(study, REALIST.partOfProgramme)), ("basis", programme)])
    yield "not_seen", _taken(notes, _NOT_SEEN)
    for key, (before, between) in _NAMED.items():
        yield key, _pairs(notes, before, between)
    yield from zip(_FREE, notes, strict=False)


def _taken(notes: list[str], before: str) -> str | None:
    """Take the first note that begins so out of the list, and return the rest of it."""
    found = next((each for each in notes if each.startswith(before)), None)
    if found is None:
        return None
    notes.remove(found)
    return found.removeprefix(before)


def _pairs(notes: list[str], before: str, between: str) -> Block:
    """Take the notes of a kind out of the list, and return them as names with texts; a name is the shortest free."""
    pairs: Block = {}
    found = {note: list(_cuts(note.removeprefix(before), between)) for note in notes if note.startswith(before)}
    for note, cuts in sorted(found.items(), key=lambda each: len(each[1])):
        pair = next((each for each in cuts if each[0] not in pairs), None)
        if pair is not None:
            notes.remove(note)
            pairs[pair[0]] = pair[1]
    return pairs


def _cuts(rest: str, between: str) -> Iterator[tuple[str, str]]:
    """Yield each way to part a note into a name and a text, without spaces around the text."""
    for found in re.finditer(f"(?={re.escape(between)})", rest):
        name, said = rest[: found.start()], rest[found.start() + len(between) :]
        if said and said == said.strip():
            yield name, said
