"""What foreign SPARQL may say: nothing that leaves this machine, nothing that an engine would choke on."""

import subprocess
import sys
from collections.abc import Callable

import pytest

from demireg.domain.errors import BadQuery, DemiregError, Refused, TooLarge
from demireg.services import queries
from demireg.services.sparql_counting import LIMITS
from demireg.services.sparql_screen import Form, screen
from tests import processors

TARGET = "<http://127.0.0.1:9/sparql>"

SERVICE_SPELLINGS = {
    "plain": f"SELECT * {{ SERVICE {TARGET} {{ ?s ?p ?o }} }}",
    "lower case": f"SELECT * {{ service {TARGET} {{ ?s ?p ?o }} }}",
    "mixed case, silent": f"SELECT * {{ sErViCe SILENT {TARGET} {{ ?s ?p ?o }} }}",
    "no space": f"SELECT * {{ ?s ?p ?o.SERVICE{TARGET}{{ ?s ?p ?o }} }}",
    "no space before silent": f"SELECT * {{ SERVICESILENT{TARGET}{{ ?s ?p ?o }} }}",
    "comment between": f"SELECT * {{ SERVICE#<>\n{TARGET} {{ ?s ?p ?o }} }}",
    "variable": f"SELECT * {{ BIND({TARGET} AS ?u) SERVICE ?u {{ ?s ?p ?o }} }}",
    "prefixed name": f"PREFIX x: {TARGET} SELECT * {{ SERVICE x: {{ ?s ?p ?o }} }}",
    "glued to a default prefix": f"PREFIX : {TARGET} SELECT * {{ SERVICE: {{ ?s ?p ?o }} }}",
    "glued to a prefix": f"PREFIX x: {TARGET} SELECT * {{ ?s ?p ?o SERVICEx: {{ ?s ?p ?o }} }}",
    "glued to a literal": f"SELECT * {{ ?s ?p trueSERVICE{TARGET} {{ ?s ?p ?o }} }}",
    "after a name that ends in a dot": f"PREFIX x: {TARGET} SELECT * {{ ?s ?p x:.SERVICE{TARGET} {{ ?s ?p ?o }} }}",
    "within EXISTS": f"ASK {{ FILTER EXISTS {{ SERVICE {TARGET} {{ ?s ?p ?o }} }} }}",
    "within a subquery": f"ASK {{ {{ SELECT * {{ SERVICE {TARGET} {{ ?s ?p ?o }} }} }} }}",
    "after what looks like a string's end": f"ASK {{ ?s ?p 'it\\'s' . SERVICE {TARGET} {{ ?s ?p ?o }} }}",
    "after four quotes": f'ASK {{ ?s ?p """"a"""  SERVICE {TARGET} {{ ?s ?p ?o }} }}',
    "escaped letter": f"SELECT * {{ S\\u0045RVICE {TARGET} {{ ?s ?p ?o }} }}",
    "long escaped letter": f"SELECT * {{ \\U00000053ERVICE {TARGET} {{ ?s ?p ?o }} }}",
    "escaped end of a string": f'SELECT * {{ ?s ?p "\\u0022 . SERVICE {TARGET} {{ ?s ?p ?o }} #" }}',
    "escaped end of a comment": f"SELECT * {{ # \\u000A SERVICE {TARGET} {{ ?s ?p ?o }}\n }}",
    "load": f"LOAD {TARGET}",
    "load after a query": f"ASK {{}} ; LoAd {TARGET} INTO GRAPH <a:b>",
}

HARMLESS = {
    "in a string": 'SELECT * { ?s ?p "SERVICE <http://e.org> { }" }',
    "in a long string": "SELECT * { ?s ?p '''it's\nSERVICE <http://e.org> {}''' }",
    "in an IRI": "SELECT * { ?s <http://e.org/SERVICE/LOAD> ?o }",
    "in a comment": "SELECT * { # SERVICE <http://e.org> { }\n ?s ?p ?o }",
    "as a prefix": "PREFIX service: <http://e.org/> SELECT * { ?s service:load ?o }",
    "as a local name": "PREFIX realist: <http://e.org/> SELECT * { ?s realist:service ?o ; realist:Load ?service }",
    "as a variable": "SELECT ?service $load { ?service ?load ?o }",
    "as a graph": "PREFIX service: <http://e.org/> SELECT * { GRAPH service:a { ?s ?p ?o } }",
    "as a blank node": "SELECT * { _:service ?p _:load }",
    "escapes for letters": 'SELECT * { ?s ?p "caf\\u00E9 \\U0001F91D" ; <http://e.org/\\u00E9> ?o }',
}


@pytest.mark.parametrize("query", SERVICE_SPELLINGS.values(), ids=SERVICE_SPELLINGS.keys())
def test_no_spelling_of_service_or_load_passes(query: str) -> None:
    with pytest.raises(Refused):
        screen(query)


@pytest.mark.parametrize("query", HARMLESS.values(), ids=HARMLESS.keys())
def test_the_words_service_and_load_may_be_used_as_text(query: str) -> None:
    assert screen(query) is Form.SELECT


FORMS = [
    ("SELECT * {}", Form.SELECT),
    ("# DROP ALL\nselect * {}", Form.SELECT),
    ("BASE <http://e.org/> PREFIX ask: <#> ASK {}", Form.ASK),
    ("PREFIX select: <a:> construct where { ?s ?p ?o }", Form.CONSTRUCT),
    ("DESCRIBE <a:b>", Form.DESCRIBE),
]


@pytest.mark.parametrize(("query", "form"), FORMS)
def test_the_form_is_told_by_the_first_word_after_the_prefixes(query: str, form: Form) -> None:
    assert screen(query) is form


UPDATES = [
    "INSERT DATA { <a:b> <a:b> <a:b> }",
    "# SELECT\nPREFIX a: <b:> delete where { ?s ?p ?o }",
    "DROP ALL",
    "CLEAR ALL",
    "WITH <a:b> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
    "COPY DEFAULT TO <a:b>",
]


@pytest.mark.parametrize("query", UPDATES)
def test_updates_are_refused_as_such(query: str) -> None:
    with pytest.raises(Refused, match="only answers queries"):
        screen(query)


BROKEN = {
    "": "begins with SELECT",
    "hello": "begins with SELECT",
    "SELECT * { ?s ?p 'open }": "line 1, column 18.*never ends",
    "SELECT *\n{ ?s ?p ?o": "still open",
    "SELECT * {\n ?s ?p ?o ) }": "line 2, column 11.*closes nothing",
    "SELECT * { ?s ?p '\udcff' }": "line 1, column 19.*half a character",
    "SELECT * { ?s\u00a0?p ?o }": "line 1, column 14.*no meaning",
}


@pytest.mark.parametrize(("query", "message"), BROKEN.items())
def test_text_that_is_no_query_is_told_its_place(query: str, message: str) -> None:
    with pytest.raises(BadQuery, match=message):
        screen(query)


def patterns(number: int) -> str:
    return " ".join(f"?s <p:{place}> ?o{place} ." for place in range(number))


def chained(number: int) -> str:
    return " ; ".join(f"<p:{place}> ?o{place}" for place in range(number))


#: Each limit: what is counted, the query with so many of it, how many pass.
SIZES: dict[str, tuple[Callable[[int], str], int]] = {
    "bytes": (lambda n: "ASK {}" + " " * (n - 6), 100_000),
    "bytes, not characters": (lambda n: "ASK {}#" + "é" * (n - 3) + "-", 50_000 - 1),
    "nested groups": (lambda n: "SELECT * " + "{" * n + "}" * n, 64),
    "nested parentheses": (lambda n: "ASK { FILTER(" + "(" * (n - 2) + "1" + ")" * (n - 2) + ") }", 64),
    "nested calls": (lambda n: "ASK { FILTER(" + "STR(" * (n - 2) + "1" + ")" * (n - 2) + ") }", 64),
    "nested lists": (lambda n: "ASK { ?s ?p " + "(" * (n - 1) + "1" + ")" * (n - 1) + " }", 64),
    "nested blank nodes": (lambda n: "ASK { ?s ?p " + "[ ?p " * (n - 1) + "1" + "]" * (n - 1) + " }", 64),
    "triple patterns": (lambda n: f"SELECT * {{ {patterns(n)} }}", 100),
    "patterns by semicolon": (lambda n: f"SELECT * {{ ?s {chained(n)} }}", 100),
    "patterns by comma": (lambda n: "SELECT * { ?s ?p " + ",".join("?o" for _ in range(n)) + " }", 100),
    "patterns between filters": (lambda n: "ASK {" + "?a ?b ?c FILTER(1) " * (n - 50) + patterns(50) + "}", 100),
    "path steps": (lambda n: "ASK { ?s " + "/".join("<p:p>" for _ in range(n)) + " ?o }", 100),
    "empty groups": (lambda n: "ASK { ?a ?b ?c " + "{} " * (n - 1) + "}", 100),
    "optionals": (lambda n: "ASK { ?s ?p ?o " + "OPTIONAL { ?s ?p ?o } " * n + "}", 99),
    "union arms": (lambda n: "ASK { " + " UNION ".join("{ ?s ?p ?o }" for _ in range(n)) + " }", 100),
    "filters": (lambda n: "ASK { ?s ?p ?o " + "FILTER(?o) " * n + "}", 100),
    "operators": (lambda n: "ASK { FILTER(" + "!" * (n - 1) + "?o) }", 200),
    "alternatives": (lambda n: "ASK { ?s " + "|".join("<p:p>" for _ in range(n + 1)) + " ?o }", 200),
    "projected variables": (lambda n: "SELECT " + " ".join(f"?x{i}" for i in range(n)) + " {}", 200),
    "keys of an order": (lambda n: "SELECT * { ?s ?p ?o } ORDER BY " + "?s " * n, 200),
    "keys of a group": (lambda n: "ASK { ?s ?p ?o } GROUP BY " + "?s " * n, 200),
    "keys within a subquery": (lambda n: "ASK { { SELECT * { ?s ?p ?o } ORDER BY " + "?s " * n + "} }", 200),
    "expressions as keys": (lambda n: "ASK {} ORDER BY " + "DESC(?s) " * n, 200),
    "rows of values": (lambda n: "ASK { VALUES ?s { " + "1 " * n + "} }", 1000),
    "terms in rows": (lambda n: "ASK {} VALUES (?a) { " + "(1)" * (n - 1) + "}", 1000),
    "a list after IN": (lambda n: "ASK { FILTER(?s IN (" + ",".join("1" * (n - 1)) + ")) }", 1000),
    "arguments of a call": (lambda n: "ASK { FILTER(COALESCE(" + ",".join("?s" for _ in range(n)) + ")) }", 1000),
    "a template": (lambda n: "CONSTRUCT { " + "?s ?p " + ",".join("?o" for _ in range(n - 2)) + " } {}", 1000),
    "projected expressions": (lambda n: "SELECT " + " ".join(f"(1 AS ?x{i})" for i in range(n)) + " {}", 200),
    "things described": (lambda n: "DESCRIBE " + " ".join(f"<a:{i}>" for i in range(n)), 200),
    "length of a text": (lambda n: 'ASK { ?s ?p "' + "x" * (n - 2) + '" }', 10_000),
    "doublings": (lambda n: "ASK {" + " ".join(f"BIND(CONCAT(?a{i}, ?a{i}) AS ?a{i + 1})" for i in range(n)) + "}", 13),
    "lists in one row": (lambda n: "SELECT " + " ".join(f"(GROUP_CONCAT(?a) AS ?a{i})" for i in range(n)) + "{}", 4),
    "computed replacements": (lambda n: "ASK {" + ' BIND(REPLACE(?a, "", ?a) AS ?b)' * n + "}", 1),
}


@pytest.mark.parametrize(("query", "most"), SIZES.values(), ids=SIZES.keys())
def test_a_query_passes_at_each_limit_and_not_over_it(query: Callable[[int], str], most: int) -> None:
    screen(query(most))
    with pytest.raises(TooLarge, match=r"At line \d+, column \d+|bytes long"):
        screen(query(most + 1))


def test_a_repetition_within_a_repetition_is_refused() -> None:
    assert screen("ASK { ?s (<p:p>/<p:q>)* ?o . ?s <p:p>*/<p:q>+ ?o }") is Form.ASK
    with pytest.raises(TooLarge, match="repeats already"):
        screen("ASK { ?s ((<p:p>/<p:p>)*/<p:p>*)* ?o }")


def test_large_data_is_no_large_plan() -> None:
    rows = " ".join(f"(<a:{number}> {number} -1)" for number in range(300))
    assert screen(f"SELECT * {{ VALUES (?a ?b ?c) {{ {rows} }} ?a ?b ?c }}") is Form.SELECT
    template = " ".join(f"?s <p:{number}> ?o ." for number in range(300))
    assert screen(f"CONSTRUCT {{ {template} }} WHERE {{ ?s ?p ?o }}") is Form.CONSTRUCT


def test_every_query_of_ours_passes_the_screen() -> None:
    texts = [queries.load(name).text for name in queries.names(".")]
    assert len(texts) > 20
    assert {screen(text) for text in texts} <= set(Form)


EXTREMES = {
    "star": f"SELECT * {{ {patterns(LIMITS.patterns)} }}",
    "optionals": "SELECT * { ?s ?p ?o " + " ".join(f"OPTIONAL {{ ?s <p:{i}> ?o{i} }}" for i in range(99)) + " }",
    "graphs": "SELECT * { ?s ?p ?o " + " ".join(f"GRAPH ?g {{ ?s <p:{i}> ?o{i} }}" for i in range(99)) + " }",
    "nesting": "SELECT * " + "{" * LIMITS.depth + "}" * LIMITS.depth,
    "projection": "SELECT " + " ".join(f"(1 AS ?x{i})" for i in range(LIMITS.operators)) + f" {{ {patterns(100)} }}",
    "keys": "SELECT * { ?s ?p ?o } ORDER BY " + "?s " * LIMITS.columns,
    "values": "SELECT * { ?s ?p ?o VALUES ?o { " + " ".join(map(str, range(LIMITS.terms))) + " } }",
    "template": "CONSTRUCT { ?s ?p " + ",".join(f"<o:{i}>" for i in range(LIMITS.terms - 2)) + " } { ?s a ?o }",
}

PLAN = """
import sys
from demireg.store import open_store
from demireg.store.base import Dataset
open_store("memory:").answer(sys.stdin.read(), (), Dataset())
"""


@pytest.mark.parametrize("query", EXTREMES.values(), ids=EXTREMES.keys())
def test_the_engine_survives_and_soon_plans_what_just_passes(query: str) -> None:
    screen(query)
    start = processors.seconds(processors.CHILDREN)
    ended = subprocess.run([sys.executable, "-c", PLAN], input=query, text=True, check=False, timeout=30)
    assert ended.returncode == 0
    assert processors.seconds(processors.CHILDREN) - start < 15  # about one


@pytest.mark.parametrize("size", [1000, 100_000])
def test_hostile_text_is_read_in_a_moment(size: int) -> None:
    hostile = ['"\\', "'" * 3, "<" * 2, "{|", "a:", "\\", "?", "(", "<a", "((()", "@en-", "1e", ".", '"""\\"']
    start = processors.seconds(processors.OURS)
    for piece in hostile:
        text = f"SELECT * {{ {piece * (size // len(piece))}"[: LIMITS.length]
        with pytest.raises(DemiregError):
            screen(text)
    assert processors.seconds(processors.OURS) - start < 10
