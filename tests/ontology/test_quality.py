"""The background that ships keeps every check of quality, and each check finds the fault that it is for.

``faults/<check>.ttl`` holds a few statements that, added to what ships, are found by that check and by no other.
"""

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import cast

import pyoxigraph as ox
import pytest
from rdflib import Graph, URIRef
from rdflib.namespace import SH as SHACL
from rdflib.namespace import Namespace
from rdflib.plugins.sparql import prepareQuery

from demireg.domain.findings import Severity
from demireg.services.checking.background_files import read_turtle, shipped
from demireg.services.checking.quality import Check, checks, flaws_in
from demireg.services.validating import Result, family_graph, violated
from demireg.store import open_store
from demireg.store.base import Store, Triple
from tests.ontology.graphs import home

SHAPES = Namespace("https://w3id.org/realist/shapes#")
FAULTS = Path(__file__).parent / "faults"
CHECKS = {check.name: check for check in checks()}


@cache
def background() -> Graph:
    union = Graph()
    for kind in ("ontology", "vocabulary", "theory"):
        for path in shipped(kind):
            union += read_turtle(path).graph
    return union


@cache
def store() -> Store:
    """Return a store that holds what ships, and in a graph of its own what a test sows."""
    made = open_store("memory:")
    made.replace({"urn:shipped": cast("Iterable[Triple]", background())})
    return made


def sentences(rules: Graph, result: Result) -> str:
    """Return what a rule says: what is wrong, and how to mend it."""
    shape = URIRef(str(result.shape))
    return f"{rules.value(shape, SHACL.message)} {rules.value(shape, SHAPES.mend)} (rule {result.rule})"


def found(sown: Graph) -> set[tuple[str, str]]:
    store().replace({"urn:sown": cast("Iterable[Triple]", sown)})
    return {(flaw.check.name, flaw.term.rpartition("/")[2].rpartition("#")[2]) for flaw in flaws_in(store())}


@cache
def before() -> set[tuple[str, str]]:
    return found(Graph())


@pytest.mark.parametrize("check", CHECKS.values(), ids=CHECKS)
def test_a_check_says_what_is_wrong_and_how_to_mend_it(check: Check) -> None:
    assert check.severity in (Severity.VIOLATION, Severity.WARNING)
    for sentence in (check.query.title, check.query.summary):
        assert sentence[0].isupper()
        assert sentence.endswith(".")
    assert not check.query.params


@pytest.mark.parametrize("check", CHECKS.values(), ids=CHECKS)
def test_a_check_is_portable_and_fits_on_a_screen(check: Check) -> None:
    assert prepareQuery(check.query.text).algebra.PV[0].toPython() == "?term"
    assert ox.Store().query(check.query.text) is not None
    assert "ORDER BY ?term" in check.query.text
    assert len(check.query.text.splitlines()) <= 40


@pytest.mark.parametrize("name", CHECKS)
def test_what_ships_has_no_flaw(name: str) -> None:
    flawed, query = sorted(term for check, term in before() if check == name), CHECKS[name].query
    assert not flawed, f"{flawed}: {query.title} {query.summary} `demireg check FILE` names file and line"


def test_every_check_has_its_fault_and_every_fault_its_check() -> None:
    sown = {path.stem for path in FAULTS.glob("*.ttl")}
    assert sown == set(CHECKS), (
        f"{sorted(sown ^ set(CHECKS))}: each check in queries/quality needs tests/ontology/faults/<check>.ttl, a few "
        "statements that it alone finds, and each such file its check"
    )


@pytest.mark.parametrize("name", CHECKS)
def test_a_fault_that_is_sown_is_found_by_just_its_check(name: str) -> None:
    known = before()
    new = found(Graph().parse(FAULTS / f"{name}.ttl")) - known
    assert {each for each, _ in new} == {name}, (
        f"tests/ontology/faults/{name}.ttl must be found by {name} and no other check; it is found by: "
        f"{sorted(new) or 'none'}"
    )


def test_what_ships_breaks_no_rule_for_the_background() -> None:
    rules = family_graph("ontology", "theory", "vocabulary")
    found = [f"{home(each.focus or '')}: {sentences(rules, each)}" for each in violated(Graph() + background(), rules)]
    assert not found, "; ".join(found)
