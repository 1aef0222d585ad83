"""Asked again, a kept comparison tells which codings changed in the studies behind it."""

import re

from rdflib import Graph, URIRef

from demireg.domain.names import REALIST
from demireg.services.comparing import recoded as recoding
from demireg.services.comparing.again import Again, again
from demireg.services.comparing.ask import ask
from demireg.services.comparing.saving import save
from demireg.services.importing.read import read_bytes
from demireg.services.repository import Repository
from demireg.services.studies import accept
from demireg.store.base import triples
from demireg.web.pages import comparisons
from tests.comparing.repositories import TOY, worked_example


def accepted(repository: Repository, *pairs: tuple[str, str]) -> None:
    text = (TOY / "studies" / "toy-s5.yaml").read_text("utf-8")
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new, 1)
    accept(repository, read_bytes(text.encode(), "toy-s5.yaml"))


def codings(found: Again) -> set[tuple[str, str, str, object, object]]:
    return {
        (each.change, each.of, each.column, each.before, each.after)
        for each in found.changes
        if each.change.startswith("coding")
    }


def test_each_changed_coding_is_told_and_what_is_no_coding_is_not() -> None:
    repository = worked_example()
    kept = save(repository, "kept", ask(repository, "support", {"theory": "toy"}), "anna")
    accepted(
        repository,
        ("there is no paper", "no paper is there"),
        ("concept: toy.TIMELIM", "concept: toy.LOCAL"),
        ("text: trusts the worker\n", "text: trusts the worker\n        direction: absent_or_deficient\n"),
        ("label: k9\n    title: Configuration k9", "label: k10\n    title: Configuration k10"),
        ("- k9", "- k10"),
        ("stance: contradicts", "stance: corroborates"),
    )
    found = again(repository, "kept")
    told = {(change, place): (before, after) for change, of, place, before, after in codings(found) if of == "toy-s5"}
    assert len(told) == len(codings(found))
    before, after = told["coding changed", "Configuration k5: context 2, Concept"]
    assert re.search(r"\(toy.TIMELIM\)$", str(before))
    assert re.search(r"\(toy.LOCAL\)$", str(after))
    assert told["coding added", "Configuration k5: mechanism 1, Missing"] == ("", "missing")
    assert told["coding gone", "Configuration k9"] == ("Configuration k9 of the worked example", "")
    assert told["coding added", "Configuration k10"] == ("", "Configuration k10 of the worked example")
    assert told["coding changed", "Stance on toy/P1: Stance"] == ("contradicts", "corroborates")
    assert not any("Title" in place for _, place in told if "k5" in place)
    assert f"with {len(told)} changes of their codings" in found.sentence
    accepted(repository, ("there is no paper", "no paper is there"))
    other = again(repository, "kept")
    assert codings(other) == set()
    assert other.answer.body["notes"] == list(other.notes)
    assert "changed in other things than its codings" in other.notes[0]
    assert comparisons._page(kept, comparisons._changes(other), other.notes, other.sentence).notes == other.notes
    repository.close()


def test_a_version_that_is_not_archived_is_said_to_be_and_far_too_many_are_counted() -> None:
    repository = worked_example()
    store, names = repository.store, repository.names
    save(repository, "kept", ask(repository, "support", {"theory": "toy"}), "anna")
    accepted(repository, ("concept: toy.TIMELIM", "concept: toy.LOCAL"))
    history: Graph = store.get(names.graph("history", "toy-s5"))
    history.remove((URIRef(names.within("toy-s5", "version", "1")), REALIST.archivedGraph, None))
    store.replace({names.graph("history", "toy-s5"): triples(history)})
    [(change, study, said, *_)] = codings(again(repository, "kept"))
    assert (change, study) == ("codings unknown", "toy-s5")
    assert "not archived" in said
    many = {f"s{number}": "a-1" for number in range(recoding.MOST_STUDIES + 2)}
    found = recoding.recoded(repository, many, dict.fromkeys(many, "b-1") | {"s1": "a-2"})
    assert len(found.lost) == recoding.MOST_STUDIES
    assert "read anew with another ontology" in found.notes[0]
    assert "1 further changed ones" in found.notes[1]
    repository.close()
