"""Every code that sheets were written with names one concept, and codes for one thing in two roles name the same.

``codes.csv`` holds these given codes. A code that a new concept brings along need not be listed there.
"""

import csv
import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Final

import pytest
from rdflib import RDF, SKOS, Graph, Literal, URIRef

from demireg.domain.names import VOCAB
from demireg.services.checking.quality import flaws
from demireg.services.importing.codes import Codes
from docs.write_reference import FOLDER
from tests.ontology.graphs import files, home, vocabularies

#: Words that no concept uses of itself, since they are said where it is used.
ROLES: Final = {"c": "context", "i": "intervention", "m": "mechanism", "o": "outcome"}


@cache
def listed() -> list[dict[str, str]]:
    """The codes of the extraction sheets: code, role in which it was first met, group, and the codes that are one
    with it."""
    with Path(__file__).with_name("codes.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def known() -> Codes:
    """What a sheet may refer to, as the importer sees it."""
    return Codes.of(vocabularies())


def merged(codes: frozenset[str]) -> str:
    """Return codes as they are shown to people."""
    return " ".join(sorted(codes))


def named(code: str) -> list[str]:
    return sorted(str(each).removeprefix(str(VOCAB)) for each in vocabularies().subjects(SKOS.notation, Literal(code)))


def test_the_list_has_each_code_once_under_the_role_of_its_letter() -> None:
    assert len({each["code"] for each in listed()}) == len(listed()) == 206, (
        "tests/ontology/codes.csv holds the 206 codes that sheets were first written with and nothing else: "
        "leave it as it was; the code of a new concept stands in its skos:notation only"
    )
    assert Counter(each["role"] for each in listed()) == {
        "context": 71,
        "intervention": 27,
        "mechanism": 44,
        "outcome": 64,
    }
    assert all(ROLES[each["code"][0]] == each["role"] for each in listed())


@pytest.mark.parametrize("code", [each["code"] for each in listed()])
def test_a_code_resolves_to_exactly_one_concept(code: str) -> None:
    found = named(code)
    assert len(found) == 1, (
        f"code {code} is the skos:notation of {found or 'no concept'} in ontology/vocabularies: sheets use it, so give "
        "it to exactly one concept; a concept that was given up hands its codes to its successor"
    )
    (concept,) = found
    assert (VOCAB[concept], RDF.type, SKOS.Concept) in vocabularies(), f"{home(VOCAB[concept])}: needs a skos:Concept"
    assert known().concepts[code] == str(VOCAB[concept])


@pytest.mark.parametrize("codes", sorted({(e["code"], *e["one_with"].split()) for e in listed() if e["one_with"]}))
def test_codes_for_one_thing_name_one_concept(codes: tuple[str, ...]) -> None:
    found = sorted({concept for code in codes for concept in named(code)})
    assert len(found) == 1, (
        f"the codes {' '.join(codes)} mean one thing (tests/ontology/codes.csv, column one_with) and name {found}: "
        "give them all to one concept, as skos:notation"
    )


def test_codes_that_the_list_keeps_apart_name_different_concepts() -> None:
    expected = {frozenset({each["code"], *each["one_with"].split()}) for each in listed()}
    given = {each["code"] for each in listed()}
    for concept in sorted(set(vocabularies().subjects(SKOS.notation)), key=str):
        found = frozenset(str(code) for code in vocabularies().objects(concept, SKOS.notation)) & given
        assert not found or found in expected, (
            f"{home(concept)}: holds the given codes {merged(found)}; tests/ontology/codes.csv keeps apart "
            f"{' from '.join(sorted(merged(each) for each in expected if each & found))}. Move codes to the concepts "
            "they belong to; or, if one concept took the place of another, write the other codes into column one_with "
            "of each of these rows"
        )


_NO_ROLES: Final = (
    f"the words {', '.join(ROLES.values())} (and their plurals) are roles, which belong to configurations; "
    "say what the thing is"
)


def speaking_of_roles(concepts: Graph) -> set[str]:
    return {flaw.term for flaw in flaws(concepts) if flaw.check.name == "role-in-concept"}


def test_no_role_of_a_configuration_is_in_the_name_the_labels_or_the_definition_of_a_concept() -> None:
    found = sorted(home(URIRef(term)) for term in speaking_of_roles(vocabularies()))
    assert not found, f"{_NO_ROLES}: {'; '.join(found)}"


def test_every_role_is_looked_for_in_names_labels_and_definitions() -> None:
    graph = Graph()
    for role in ROLES.values():
        graph.add((VOCAB[f"Good{role.capitalize()}"], SKOS.prefLabel, Literal("good", "en")))
        for predicate in (SKOS.prefLabel, SKOS.altLabel, SKOS.definition):
            words = Literal(f"Of {role.upper()}s, and more", "en")
            graph.add((VOCAB[f"{role[:1].upper()}-{predicate.fragment}"], predicate, words))
    concepts = set(graph.subjects())
    for concept in (*concepts, VOCAB.Interventionist):
        graph.add((concept, RDF.type, SKOS.Concept))
    graph.add((VOCAB.Contextual, SKOS.prefLabel, Literal("contextual", "en")))
    assert speaking_of_roles(graph) == {*map(str, concepts), str(VOCAB.Interventionist)}


def test_the_reference_lists_every_code_with_its_concept() -> None:
    text = (FOLDER / "codes.md").read_text("utf-8")
    rows = dict(re.findall(r"^\| `([cimo]\.[a-z0-9-]+)` \| \[`(\w+)`\]", text, re.MULTILINE))
    assert rows == {
        str(code): str(concept).removeprefix(str(VOCAB))
        for concept, code in vocabularies().subject_objects(SKOS.notation)
        if re.match(r"[cimo]\.", str(code))
    }, "docs/reference/codes.md does not list the codes of the vocabularies: run `make docs`"


def test_each_scheme_has_a_file_of_its_name() -> None:
    for path in files("ontology/vocabularies/*.ttl"):
        assert (VOCAB[path.stem], RDF.type, SKOS.ConceptScheme) in vocabularies(), (
            f"{path.name} needs vocab:{path.stem}, a skos:ConceptScheme: a scheme and its file have one name"
        )
