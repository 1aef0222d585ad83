"""Answers of the engine stay in the thread that asked, whatever goes wrong: elsewhere they would be leaked."""

import gc
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from rdflib import Literal, URIRef

from demireg.domain.errors import DemiregError
from demireg.store.base import Dataset, Store
from demireg.store.embedded import EmbeddedStore

FAULTS: dict[str, Callable[[Store], object]] = {
    "an answer over the cap": lambda store: store.answer("SELECT * { ?s ?p ?o }", ["text/csv"], Dataset()),
    "triples over the cap": lambda store: store.answer("CONSTRUCT WHERE { ?s ?p ?o }", [], Dataset()),
    "a term that no row holds": lambda store: store.select("SELECT (TRIPLE(?s, ?p, ?o) AS ?t) { ?s ?p ?o }"),
    "rows for a verdict": lambda store: store.ask("SELECT * { ?s ?p ?o }"),
    "triples for rows": lambda store: store.select("CONSTRUCT WHERE { ?s ?p ?o }"),
    "rows for triples": lambda store: store.construct("SELECT * { ?s ?p ?o }"),
}


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS.keys())
def test_a_fault_handled_in_another_thread_leaks_no_answer(
    fault: Callable[[Store], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    leaks: list[object] = []
    monkeypatch.setattr(sys, "unraisablehook", lambda unraisable: leaks.append(unraisable.exc_value))
    store = EmbeddedStore(most_bytes=10)
    store.replace({"a:g": [(URIRef("a:s"), URIRef("a:p"), Literal(number)) for number in range(50)]})
    with ThreadPoolExecutor(1) as pool:
        error = pool.submit(fault, store).exception()
    assert isinstance(error, DemiregError)
    del error
    gc.collect()
    assert leaks == []
