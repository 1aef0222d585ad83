"""The promises in ``demireg.store.base``, asked of every kind of store."""

import io
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from rdflib import XSD, BNode, Literal, URIRef

from demireg.domain.errors import BadQuery, Unreadable
from demireg.store.base import Dataset, Store, Term, Triple

A, B = "https://example.org/graph/a", "https://example.org/graph/b"
PREDICATE = URIRef("https://example.org/says")

AWKWARD_TEXTS = [
    "",
    "plain",
    "two\nlines\r\nand\ta tab",
    'ends with a quote"',
    'line\nends with a backslash and a quote\\"',
    '""""',
    "\\u0041 is not A, \\n is not a line",
    "Zusammengehörigkeitsgefühl – 所属感 – 🤝 – \u202e",
    "control \x01 and delete \x7f",
    "$name ?name { } # <not> an iri",
]


def subject(number: int) -> URIRef:
    return URIRef(f"https://example.org/thing/{number}")


def says(number: int, term: Term) -> Triple:
    return (subject(number), PREDICATE, term)


def bytes_of(store: Store) -> bytes:
    target = io.BytesIO()
    store.dump(target)
    return target.getvalue()


def test_an_empty_store_has_no_graph_and_no_triple(store: Store) -> None:
    assert store.graphs() == []
    assert store.size() == 0
    assert bytes_of(store) == b""


def test_a_replaced_graph_is_found_under_its_name(store: Store) -> None:
    store.replace({A: [says(1, Literal("one"))], B: [says(2, Literal("two"))]})
    assert store.graphs() == [A, B]
    assert set(store.get(A)) == {says(1, Literal("one"))}
    assert store.size() == 2


def test_replacing_leaves_nothing_of_what_was_there_before(store: Store) -> None:
    store.replace({A: [says(1, Literal("old"))], B: [says(2, Literal("kept"))]})
    store.replace({A: [says(1, Literal("new"))]})
    assert set(store.get(A)) == {says(1, Literal("new"))}
    assert set(store.get(B)) == {says(2, Literal("kept"))}


def test_a_graph_replaced_by_nothing_is_gone(store: Store) -> None:
    store.replace({A: [says(1, Literal("x"))]})
    store.replace({A: []})
    assert store.graphs() == []
    assert len(store.get(A)) == 0


def test_the_default_graph_is_the_union_of_all_named_graphs(store: Store) -> None:
    store.replace({A: [says(1, Literal("one"))], B: [says(2, Literal("two"))]})
    rows = store.select("SELECT ?o WHERE { ?s ?p ?o } ORDER BY ?o")
    assert [row["o"] for row in rows] == [Literal("one"), Literal("two")]


def test_a_triple_of_two_graphs_is_distinct_in_the_union_only_when_the_query_says_so(store: Store) -> None:
    store.replace({A: [says(1, Literal("x"))], B: [says(1, Literal("x"))]})
    assert len(store.select("SELECT DISTINCT * WHERE { ?s ?p ?o }")) == 1
    assert len(store.select("SELECT * WHERE { ?s ?p ?o }")) in (1, 2)
    assert len(store.construct("CONSTRUCT WHERE { ?s ?p ?o }")) == 1
    assert store.size() == 2


def test_a_query_may_ask_which_graph_says_so(store: Store) -> None:
    store.replace({A: [says(1, Literal("x"))]})
    assert store.select("SELECT ?g WHERE { GRAPH ?g { ?s ?p ?o } }") == [{"g": URIRef(A)}]


def test_an_unbound_variable_is_absent_from_its_row(store: Store) -> None:
    store.replace({A: [says(1, Literal("x"))]})
    rows = store.select("SELECT ?o ?none WHERE { ?s ?p ?o OPTIONAL { ?s <https://example.org/no> ?none } }")
    assert rows == [{"o": Literal("x")}]


def test_ask_answers_yes_and_no(store: Store) -> None:
    store.replace({A: [says(1, Literal("x"))]})
    assert store.ask('ASK { ?s ?p "x" }')
    assert not store.ask('ASK { ?s ?p "y" }')


def test_construct_and_describe_return_graphs(store: Store) -> None:
    store.replace({A: [says(1, Literal("x"))]})
    assert set(store.construct("CONSTRUCT WHERE { ?s ?p ?o }")) == {says(1, Literal("x"))}
    assert set(store.construct(f"DESCRIBE <{subject(1)}>")) == {says(1, Literal("x"))}


@pytest.mark.parametrize("text", AWKWARD_TEXTS)
def test_any_text_comes_back_as_it_went_in(store: Store, text: str) -> None:
    terms: list[Term] = [Literal(text), Literal(text, lang="en"), Literal(text, datatype=URIRef("https://e.org/t"))]
    store.replace({A: [says(number, term) for number, term in enumerate(terms)]})
    assert set(store.get(A)) == {says(number, term) for number, term in enumerate(terms)}


def test_typed_literals_keep_their_values(store: Store) -> None:
    terms = [Literal(7), Literal(True), Literal("2026-11-22T00:00:00Z", datatype=XSD.dateTime), Literal("01.50")]
    store.replace({A: [says(number, term) for number, term in enumerate(terms)]})
    rows = store.select("SELECT ?o WHERE { ?s ?p ?o } ORDER BY ?s")
    assert [row["o"].toPython() for row in rows] == [term.toPython() for term in terms]


def test_iris_keep_letters_from_everywhere(store: Store) -> None:
    iri = URIRef("https://example.org/Zugehörigkeit/所属?a=1&b='2'#part")
    store.replace({A: [(iri, PREDICATE, iri)]})
    assert set(store.get(A)) == {(iri, PREDICATE, iri)}


def test_a_literal_of_two_megabytes_is_kept(store: Store) -> None:
    text = "context, mechanism, outcome – " * 70_000
    store.replace({A: [says(1, Literal(text))]})
    assert store.select("SELECT ?o WHERE { ?s ?p ?o }") == [{"o": Literal(text)}]


def test_a_query_of_many_values_is_answered(store: Store) -> None:
    store.replace({A: [says(1, Literal("x"))]})
    values = " ".join(f"<{subject(number)}>" for number in range(2000))
    assert len(store.select(f"SELECT ?o WHERE {{ VALUES ?s {{ {values} }} ?s ?p ?o }}")) == 1


BAD_TRIPLES: dict[str, tuple[object, object, object]] = {
    "blank node": (BNode("b"), PREDICATE, Literal("x")),
    "relative IRI": (URIRef("thing/1"), PREDICATE, Literal("x")),
    "IRI with a space": (URIRef("https://example.org/a b"), PREDICATE, Literal("x")),
    "IRI that closes its bracket": (URIRef("https://example.org/> . } ; DROP ALL #"), PREDICATE, Literal("x")),
    "IRI with a broken host": (URIRef("http://[x/"), PREDICATE, Literal("x")),
    "lone surrogate": (subject(1), PREDICATE, Literal("\ud800")),
    "relative datatype": (subject(1), PREDICATE, Literal("x", datatype=URIRef("integer"))),
}


@pytest.mark.parametrize("triple", BAD_TRIPLES.values(), ids=BAD_TRIPLES.keys())
def test_one_bad_triple_leaves_everything_as_before(store: Store, triple: Triple) -> None:
    store.replace({A: [says(1, Literal("before"))], B: [says(2, Literal("before"))]})
    before = bytes_of(store)
    with pytest.raises(Unreadable):
        store.replace({A: [says(1, Literal("after"))], B: [says(2, Literal("after")), triple]})
    assert bytes_of(store) == before


def test_a_source_that_breaks_off_leaves_everything_as_before(store: Store) -> None:
    def broken() -> Iterator[Triple]:
        yield says(2, Literal("after"))
        raise KeyError("the sheet broke off")

    store.replace({A: [says(1, Literal("before"))]})
    with pytest.raises(KeyError):
        store.replace({A: [says(1, Literal("after"))], B: broken()})
    assert set(store.get(A)) == {says(1, Literal("before"))}
    assert store.graphs() == [A]


def test_a_bad_graph_name_is_refused(store: Store) -> None:
    with pytest.raises(Unreadable):
        store.replace({"not an iri": [says(1, Literal("x"))]})
    assert store.size() == 0


def test_dumps_of_the_same_data_are_the_same_bytes(store: Store) -> None:
    triples = [says(number, Literal(text)) for number, text in enumerate(AWKWARD_TEXTS)]
    store.replace({A: triples, B: triples[:3]})
    first = bytes_of(store)
    store.replace({B: triples[2::-1], A: triples[::-1]})
    assert bytes_of(store) == first
    assert len(first.splitlines()) == len(triples) + 3


def test_a_dump_is_the_same_bytes_from_every_kind_of_store(store: Store) -> None:
    store.replace({A: [says(2, Literal('é "\n\\', lang="fr")), says(1, Literal(7))], B: [says(0, URIRef(A))]})
    head, says_iri = "<https://example.org/thing", "<https://example.org/says>"
    assert bytes_of(store).decode() == (
        f'{head}/1> {says_iri} "7"^^<http://www.w3.org/2001/XMLSchema#integer> <{A}> .\n'
        f'{head}/2> {says_iri} "é \\"\\n\\\\"@fr <{A}> .\n'
        f"{head}/0> {says_iri} <{A}> <{B}> .\n"
    )


@pytest.mark.parametrize("query", ["SELECT", "INSERT DATA { <a:b> <a:b> <a:b> }", "DROP ALL", "ASK {}", ""])
def test_what_is_no_select_query_is_refused_as_such(store: Store, query: str) -> None:
    store.replace({A: [says(1, Literal("x"))]})
    with pytest.raises(BadQuery):
        store.select(query)
    assert store.size() == 1


def test_parallel_readers_and_a_writer_see_whole_replacements_only(store: Store) -> None:
    def generation(number: int) -> dict[str, list[Triple]]:
        return {graph: [says(place, Literal(number)) for place in range(20)] for graph in (A, B)}

    def look(_: int) -> int:
        rows = store.select("SELECT DISTINCT ?o WHERE { GRAPH ?g { ?s ?p ?o } }")
        return len(rows)

    store.replace(generation(0))
    with ThreadPoolExecutor(4) as pool:
        looks = [pool.submit(look, number) for number in range(30)]
        for number in range(1, 8):
            store.replace(generation(number))
        assert {seen.result() for seen in looks} == {1}


def test_answers_come_in_the_first_accepted_type_that_suits_the_form(store: Store) -> None:
    store.replace({A: [says(1, Literal("x"))]})
    accept = ["text/csv", "application/n-triples"]
    rows = store.answer("SELECT ?o WHERE { ?s ?p ?o }", accept, Dataset())
    assert (rows.media_type, rows.body) == ("text/csv", b"o\r\nx\r\n")
    triples = store.answer("CONSTRUCT WHERE { ?s ?p ?o }", accept, Dataset())
    assert triples.media_type == "application/n-triples"
    assert triples.body == f'<{subject(1)}> <{PREDICATE}> "x" .\n'.encode()


def test_an_answer_to_ask_falls_back_on_json(store: Store) -> None:
    answer = store.answer("ASK {}", ["text/turtle"], Dataset())
    assert answer.media_type == "application/sparql-results+json"
    assert b'"boolean":true' in answer.body


@pytest.mark.parametrize("query", ["INSERT DATA { <a:b> <a:b> <a:b> }", "DROP ALL", "# x\nCLEAR ALL", "nonsense"])
def test_foreign_text_that_is_no_query_changes_nothing(store: Store, query: str) -> None:
    store.replace({A: [says(1, Literal("x"))]})
    with pytest.raises(BadQuery):
        store.answer(query, [], Dataset())
    assert store.size() == 1


def test_a_protocol_dataset_limits_what_a_query_sees(store: Store) -> None:
    store.replace({A: [says(1, Literal("a"))], B: [says(2, Literal("b"))]})
    everything = "SELECT ?o WHERE { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } } ORDER BY ?o"

    def seen(dataset: Dataset) -> bytes:
        return store.answer(everything, ["text/csv"], dataset).body

    assert seen(Dataset((A,), ())) == b"o\r\na\r\n"
    assert seen(Dataset((), (B,))) == b"o\r\nb\r\n"
    assert seen(Dataset((A,), (B,))) == b"o\r\na\r\nb\r\n"


def test_a_dataset_in_the_text_cannot_escape_the_protocol_dataset(store: Store) -> None:
    store.replace({A: [says(1, Literal("a"))], B: [says(2, Literal("b"))]})
    dataset = f"FROM <{B}> FROM NAMED <{B}>"
    query = f"SELECT ?o {dataset} WHERE {{ {{ ?s ?p ?o }} UNION {{ GRAPH ?g {{ ?s ?p ?o }} }} }}"
    assert store.answer(query, ["text/csv"], Dataset((A,), ())).body == b"o\r\na\r\n"


def test_closing_twice_is_harmless(store: Store) -> None:
    store.close()
    store.close()
