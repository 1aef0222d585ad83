"""Foreign SPARQL on its way to a store: the dataset of its text, and an answer or an explanation for any text."""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rdflib import Literal, URIRef

from demireg.domain.errors import BadQuery, DemiregError
from demireg.services.sparql_dataset import written_dataset
from demireg.services.sparql_screen import screen
from demireg.store import open_store
from demireg.store.base import Dataset, Serialised, Store

BASE = "https://w3id.org/realist/id/"

DATASETS = {
    "SELECT * { ?s ?p ?o }": Dataset(),
    "SELECT * { ?from ?p 'FROM <a:b>' } # FROM <a:b>": Dataset(),
    "SELECT * FROM <a:b> {}": Dataset(("a:b",), ()),
    "SELECT * from<a:b>FROM named <a:c> FROM <a:d> WHERE {}": Dataset(("a:b", "a:d"), ("a:c",)),
    "ASK FROM NAMED <graph/meta> {}": Dataset((), (f"{BASE}graph/meta",)),
    "BASE <http://e.org/x/> ASK FROM <y> {}": Dataset(("http://e.org/x/y",), ()),
    "PREFIX c: <https://e.org/core#> ASK FROM c:x {}": Dataset(("https://e.org/core#x",), ()),
    "PREFIX g: <http://e.org/> PREFIX : <#> ASK FROM g:a\\-b%20 FROM : {}": Dataset(
        ("http://e.org/a-b%20", f"{BASE}#"), ()
    ),
    "DESCRIBE <a:x> FROM <a:\\u00E9>": Dataset(("a:é",), ()),
    "SELECT ?from FROM <a:b> { { SELECT * { ?s ?p ?o } } }": Dataset(("a:b",), ()),
}


@pytest.mark.parametrize(("query", "dataset"), DATASETS.items())
def test_the_dataset_of_a_text_is_read(query: str, dataset: Dataset) -> None:
    assert written_dataset(query) == dataset


@pytest.mark.parametrize(
    "query", ["ASK FROM {}", "ASK FROM", "ASK FROM NAMED", "ASK FROM x:y {}", "ASK FROM <//[x> {}"]
)
def test_a_from_without_a_graph_is_told_so(query: str) -> None:
    with pytest.raises(BadQuery):
        written_dataset(query)


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    store = open_store("memory:")
    store.replace({"a:g": [(URIRef("a:s"), URIRef("a:p"), Literal(number)) for number in range(3)]})
    yield store
    store.close()


PIECES = [
    "SELECT", "ASK", "CONSTRUCT", "DESCRIBE", "WHERE", "FROM", "NAMED", "PREFIX", "BASE", "*", "?s", "?p", "?o",
    "{", "}", "(", ")", "[", "]", ".", ";", ",", "<a:p>", "x:", "x:y", "_:b", "'text'", '"""long"""', "'open", "@en",
    "^^", "1", "1.5e3", "FILTER", "BIND", "AS", "OPTIONAL", "UNION", "GRAPH", "VALUES", "MINUS", "EXISTS", "LATERAL",
    "CONCAT", "REPLACE", "COUNT", "GROUP", "BY", "ORDER", "LIMIT", "+", "-", "/", "|", "||", "&&", "=", "!=", "<", ">",
    "<<", ">>", "{|", "|}", "#c\n", "\\u0041", "\x00", "é", "🤝", "\ud800", "a", "true", "UNDEF", "DISTINCT", "IN",
]  # fmt: skip


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(PIECES), max_size=25), st.sampled_from(["", " "]))
def test_any_text_gets_an_answer_or_an_explanation(store: Store, pieces: list[str], glue: str) -> None:
    for query in (glue.join(pieces), "SELECT * { " + glue.join(pieces) + " }"):
        try:
            screen(query)
            answered: object = store.answer(query, [], written_dataset(query))
        except DemiregError as error:
            answered = error
        assert isinstance(answered, Serialised) or str(answered)
