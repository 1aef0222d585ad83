"""Canonical Turtle: bytes that follow from the triples alone."""

from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import BNode, Graph
from rdflib.compare import isomorphic
from rdflib.term import Node

from demireg.domain.errors import Unreadable
from demireg.services.turtle import canonical, parse, steady, tidy
from tests.ontology.graphs import files

TWINS = """PREFIX : <https://example.org/>
:a :p [ :q 1 ; :r [ :q 2 ] ] , [ :q 1 ; :r [ :q 2 ] ] , ( 1 2 [ :q 3 ] ) .
:b :p [ :q 1 ; :r [ :q 2 ] ] ; :n "it is so"@en .
[] :q :a , "x" .
"""
SHARED = "PREFIX : <https://example.org/>\n:a :p _:x . :b :p _:x . _:x :q _:y . _:y :q _:x .\n"


def graph(text: str) -> Graph:
    return Graph(bind_namespaces="none").parse(data=text, format="turtle")


@settings(max_examples=25, deadline=None)
@given(st.sampled_from([TWINS, SHARED]), st.randoms(use_true_random=False))
def test_order_and_names_of_blank_nodes_leave_no_trace(text: str, random: Random) -> None:
    one, two = graph(text), Graph(bind_namespaces="none")
    renamed: dict[Node, Node] = {node: BNode() for triple in one for node in triple if isinstance(node, BNode)}
    triples = sorted(one)
    random.shuffle(triples)
    for subject, predicate, value in triples:
        two.add((renamed.get(subject, subject), predicate, renamed.get(value, value)))
    assert canonical(one) == canonical(two)
    assert set(steady(one)) == set(steady(two))


@pytest.mark.parametrize("text", [TWINS, SHARED, ""])
def test_canonical_turtle_says_what_the_graph_says(text: str) -> None:
    assert isomorphic(graph(canonical(graph(text))), graph(text))
    assert canonical(graph(canonical(graph(text)))) == canonical(graph(text))


def test_a_file_is_rewritten_only_when_it_departs_from_the_form(tmp_path: Path) -> None:
    path = tmp_path / "a.ttl"
    path.write_text(TWINS, encoding="utf-8")
    assert tidy(path, write=False)
    assert path.read_text(encoding="utf-8") == TWINS
    assert tidy(path)
    assert not tidy(path)


@pytest.mark.parametrize("content", [b"<a> <b> ", b"\xff\xfe\x00", b"this is prose"])
def test_what_is_not_turtle_is_refused_with_its_file(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "broken.ttl"
    path.write_bytes(content)
    with pytest.raises(Unreadable, match=r"broken\.ttl"):
        parse(path)


@pytest.mark.parametrize("path", files("ontology/**/*.ttl", "data/theories/*.ttl"), ids=lambda path: path.stem)
def test_a_shipped_file_is_in_canonical_form(path: Path) -> None:
    assert not tidy(path, write=False), "run `make tidy`"
