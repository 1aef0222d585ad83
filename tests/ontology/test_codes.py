"""Every code that sheets were written with names one concept, and codes for one thing in two roles name the same."""

import csv
import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Final

import pytest
from rdflib import RDF, SKOS, Literal, URIRef

from demireg.domain.names import VOCAB
from demireg.services.importing.codes import Codes
from docs.write_reference import FOLDER, page
from tests.ontology.graphs import files, vocabularies

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


def named(code: str) -> list[str]:
    return sorted(str(each).removeprefix(str(VOCAB)) for each in vocabularies().subjects(SKOS.notation, Literal(code)))


def test_the_list_has_each_code_once_under_the_role_of_its_letter() -> None:
    assert len({each["code"] for each in listed()}) == len(listed()) == 206
    assert Counter(each["role"] for each in listed()) == {
        "context": 71,
        "intervention": 27,
        "mechanism": 44,
        "outcome": 64,
    }
    assert all(ROLES[each["code"][0]] == each["role"] for each in listed())


@pytest.mark.parametrize("code", [each["code"] for each in listed()])
def test_a_code_resolves_to_exactly_one_concept(code: str) -> None:
    (concept,) = named(code)
    assert (VOCAB[concept], RDF.type, SKOS.Concept) in vocabularies()
    assert known().concepts[code] == str(VOCAB[concept])


@pytest.mark.parametrize("codes", sorted({(e["code"], *e["one_with"].split()) for e in listed() if e["one_with"]}))
def test_codes_for_one_thing_name_one_concept(codes: tuple[str, ...]) -> None:
    assert len({concept for code in codes for concept in named(code)}) == 1


def test_codes_that_the_list_keeps_apart_name_different_concepts() -> None:
    expected = {frozenset({each["code"], *each["one_with"].split()}) for each in listed()}
    concepts = set(vocabularies().subjects(SKOS.notation))
    found = {frozenset(str(code) for code in vocabularies().objects(each, SKOS.notation)) for each in concepts}
    assert found == expected


@pytest.mark.parametrize("predicate", [SKOS.prefLabel, SKOS.altLabel, SKOS.definition])
def test_no_role_of_a_configuration_is_in_a_label_or_a_definition(predicate: URIRef) -> None:
    role = re.compile(rf"\b(?:{'|'.join(ROLES.values())})s?\b", re.IGNORECASE)
    concepts = set(vocabularies().subjects(RDF.type, SKOS.Concept))
    assert [
        (subject, str(text))
        for subject, text in vocabularies().subject_objects(predicate)
        if subject in concepts and role.search(str(text))
    ] == []


def test_no_role_of_a_configuration_is_in_the_name_of_a_concept() -> None:
    role = re.compile("|".join(each.capitalize() for each in ROLES.values()))
    assert [each for each in vocabularies().subjects(RDF.type, SKOS.Concept) if role.search(str(each))] == []


def test_the_reference_lists_every_code_with_its_concept() -> None:
    text = page("codes.md")
    assert (FOLDER / "codes.md").read_text("utf-8") == text, "run `make docs`"
    rows = dict(re.findall(r"^\| `([cimo]\.[a-z0-9-]+)` \| \[`(\w+)`\]", text, re.MULTILINE))
    assert rows == {each["code"]: named(each["code"])[0] for each in listed()}


def test_each_scheme_has_a_file_of_its_name() -> None:
    for path in files("ontology/vocabularies/*.ttl"):
        assert (VOCAB[path.stem], RDF.type, SKOS.ConceptScheme) in vocabularies()
