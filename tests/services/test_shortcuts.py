"""What the validator is given says the same as the files: choices in paths become single properties, no more."""

from rdflib import Graph, URIRef
from rdflib.namespace import SH as SHACL

from demireg.services.shortcuts import lengthen, shorten
from demireg.services.validating import shapes_graph

SHAPES = """
PREFIX sh: <http://www.w3.org/ns/shacl#>
PREFIX ex: <https://example.org/>
ex:plain sh:targetClass ex:Thing ; sh:minCount 1 ; sh:path [ sh:alternativePath ( ex:a ex:b ) ] .
ex:within sh:targetClass ex:Thing ; sh:minCount 1 ; sh:path ( ex:c [ sh:alternativePath ( ex:b ex:a ) ] ) .
ex:backward sh:targetClass ex:Thing ; sh:path [ sh:alternativePath ( ex:a [ sh:inversePath ex:b ] ) ] .
"""
A, B, C = (URIRef(f"https://example.org/{name}") for name in "abc")


def test_a_choice_among_plain_properties_becomes_one_property_wherever_it_stands() -> None:
    short, shortcuts = shorten(Graph().parse(data=SHAPES, format="turtle"))
    (choice,) = shortcuts[A]
    assert shortcuts == {A: {choice}, B: {choice}}
    assert short.value(URIRef("https://example.org/plain"), SHACL.path) == choice
    assert (None, None, choice) in short
    assert len(list(short.triples((None, None, choice)))) == 2


def test_a_choice_with_an_inverse_stays_as_it_is() -> None:
    shapes = Graph().parse(data=SHAPES, format="turtle")
    short, _ = shorten(shapes)
    path = short.value(URIRef("https://example.org/backward"), SHACL.path)
    assert path == shapes.value(URIRef("https://example.org/backward"), SHACL.path)


def test_the_data_carry_what_stands_for_a_choice_beside_what_was_chosen() -> None:
    _, shortcuts = shorten(Graph().parse(data=SHAPES, format="turtle"))
    data = Graph().parse(data="PREFIX ex: <https://example.org/> ex:s ex:a ex:x ; ex:c ex:y .", format="turtle")
    lengthen(data, shortcuts)
    (choice,) = shortcuts[A]
    assert set(data.predicates()) == {A, C, choice}
    assert len(data) == 3


def test_the_shipped_rules_are_not_changed_by_making_them_ready() -> None:
    before = set(shapes_graph())
    _, shortcuts = shorten(shapes_graph())
    assert shortcuts
    assert set(shapes_graph()) == before
