"""Which media type an Accept header chooses."""

import pytest

from demireg.domain.errors import BadParameter
from demireg.edge.negotiation import GRAPHS, OFFERED, NotAcceptable, by_format, choose, prefers_page, ranked
from demireg.services.sparql import Form

JSON, XML = "application/sparql-results+json", "application/sparql-results+xml"
TURTLE, NTRIPLES, RDFXML, JSONLD = "text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json"

ROWS_CHOSEN = [
    ("", JSON),
    ("*/*", JSON),
    ("*", JSON),
    ("*/*;q=0.1", JSON),
    (XML, XML),
    ("APPLICATION/SPARQL-RESULTS+XML", XML),
    ("application/sparql-results+xml;charset=utf-8", XML),
    ("application/json", JSON),
    ("application/xml", XML),
    ("text/xml", XML),
    ("text/csv", "text/csv"),
    ("text/*", "text/csv"),
    ("text/tab-separated-values, text/csv;q=0.9", "text/tab-separated-values"),
    ("text/csv;q=0.8, application/*;q=0.2", "text/csv"),
    ("text/*;q=0.3, application/sparql-results+xml;q=0.5, */*;q=0.1", XML),
    (f"{JSON};q=0, */*", XML),
    (f"*/*, {JSON};q=0.5, {XML};q=0.5", "text/csv"),
    ("application/*;q=0, text/*", "text/csv"),
    ("text/html, application/xml;q=0.9, */*;q=0.8", XML),
    (f"{XML} ; q = 0.4 , {JSON} ; q=0.6", JSON),
    (f"{XML};q=nonsense, {JSON};q=0.1", JSON),
    (f",,{XML},", XML),
    ("image/png, */*;q=0.5", JSON),
]


@pytest.mark.parametrize(("accept", "chosen"), ROWS_CHOSEN)
def test_the_best_accepted_type_for_rows_is_chosen(accept: str, chosen: str) -> None:
    assert choose(accept, OFFERED[Form.SELECT]) == chosen


GRAPHS_CHOSEN = [
    ("", TURTLE),
    ("*/*", TURTLE),
    (NTRIPLES, NTRIPLES),
    ("application/*", NTRIPLES),
    ("application/xml", RDFXML),
    ("application/json", JSONLD),
    ('application/ld+json;profile="http://www.w3.org/ns/json-ld#expanded"', JSONLD),
    ("application/rdf+xml;q=0.9, text/turtle;q=0.3", RDFXML),
    ("text/html,application/xhtml+xml,*/*;q=0.1", TURTLE),
]


@pytest.mark.parametrize(("accept", "chosen"), GRAPHS_CHOSEN)
def test_the_best_accepted_type_for_a_graph_is_chosen(accept: str, chosen: str) -> None:
    assert choose(accept, GRAPHS) == chosen


@pytest.mark.parametrize("accept", ["image/png", "text/html", "*/*;q=0", "text/turtle;q=0", ","])
def test_a_header_that_takes_nothing_offered_is_told_what_there_is(accept: str) -> None:
    with pytest.raises(NotAcceptable, match=JSON.replace("+", r"\+")):
        choose(accept, OFFERED[Form.ASK])


def test_all_accepted_types_come_best_first() -> None:
    assert ranked("text/csv, */*;q=0.5", OFFERED[Form.SELECT]) == ["text/csv", JSON, XML, "text/tab-separated-values"]


@pytest.mark.parametrize(
    ("accept", "page"),
    [
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", True),
        ("text/html", True),
        ("*/*", False),
        ("", False),
        ("application/json, text/html;q=0.9", False),
        ("text/html;q=0", False),
        ("text/turtle, text/html;q=0.5", False),
    ],
)
def test_a_page_is_for_those_who_name_it_first(accept: str, page: bool) -> None:
    assert prefers_page(accept) is page


def test_a_format_is_named_short_or_in_full() -> None:
    assert by_format("ttl", GRAPHS) == TURTLE
    assert by_format("JSON", OFFERED[Form.ASK]) == JSON
    assert by_format("json", GRAPHS) == JSONLD
    assert by_format(RDFXML, GRAPHS) == RDFXML
    with pytest.raises(BadParameter, match="json, xml"):
        by_format("csv", OFFERED[Form.ASK])
