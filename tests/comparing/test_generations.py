"""An answer names the generation that its rows are of, whoever writes meanwhile."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from threading import Thread
from typing import Any, cast

import pytest
from fastapi import FastAPI, Request

from demireg.api.answers import respond_answer
from demireg.edge.caching import tagged
from demireg.services.comparing.ask import Answer, ask
from demireg.services.comparing.leaving_out import asked
from demireg.services.comparing.saving import save
from demireg.services.generations import digest, generation, next_meta
from demireg.services.importing.read import read_bytes
from demireg.services.repository import Repository
from demireg.services.retracting import retract
from demireg.services.seeding import bring_table_up_to_date
from demireg.services.studies import accept
from demireg.store.base import Row, Store, triples
from tests.comparing.repositories import TOY, worked_example

CONTRAST = {"mechanism": "toy-TRUST", "outcome": "toy-ENG-plus"}


@pytest.fixture
def own() -> Iterator[Repository]:
    """The worked example, to be written to."""
    repository = worked_example()
    ask(repository, "contrast", CONTRAST)
    yield repository
    repository.close()


def withdrawn(repository: Repository) -> str:
    """Retract a study in a thread of its own, and return which."""
    study = min(repository.table.versions())
    thread = Thread(target=retract, args=(repository, study, "to see who notices", "anna"))
    thread.start()
    thread.join()
    return study


def of_before(repository: Repository) -> tuple[str, Answer]:
    """Return an answer read in the state before a study was withdrawn, given after that, and the study."""
    return repository.table.steady(lambda: (withdrawn(repository), ask(repository, "contrast", CONTRAST)))


def test_an_answer_begun_before_a_study_was_withdrawn_names_the_generation_before(own: Repository) -> None:
    before = ask(own, "contrast", CONTRAST)
    study, answer = of_before(own)
    assert study in answer.versions.studies
    assert answer.versions == before.versions
    after = ask(own, "contrast", CONTRAST)
    assert study not in after.versions.studies
    assert after.versions.generation == before.versions.generation + 1 == generation(own.store, own.names)


def test_what_is_found_is_the_same_at_a_later_generation_of_equal_studies(own: Repository) -> None:
    before = ask(own, "matrix", {"theory": "toy"})
    sheet = (TOY / "studies" / "toy-s1.yaml").read_bytes() + b"\n# read again\n"
    assert accept(own, read_bytes(sheet, "toy-s1.yaml")).changed
    after = ask(own, "matrix", {"theory": "toy"})
    assert after.versions.generation == before.versions.generation + 1
    assert (after.versions.digest, after.found) == (before.versions.digest, before.found)
    assert after.body["versions"]["generation"] == after.versions.generation


def test_a_table_is_of_the_new_generation_as_soon_as_the_study_is_out_of_it(own: Repository) -> None:
    withdrawn(own)
    assert own.table.generation() == generation(own.store, own.names)


def test_an_answer_of_older_rows_is_not_tagged_as_of_a_newer_generation(own: Repository) -> None:
    app = FastAPI()
    app.state.repository = own
    scope = {"type": "http", "app": app, "method": "GET", "path": "/", "query_string": b"", "headers": []}
    request = Request({**scope, "server": ("host", 80), "scheme": "http"})
    study, answer = of_before(own)
    tagged(request)
    respond_answer(request, answer)
    assert request.state.etag.startswith(f'"{answer.versions.generation}-')
    assert study in answer.studies


def test_leaving_out_asks_one_state_of_the_table(own: Repository) -> None:
    def during() -> Answer:
        withdrawn(own)
        return asked(own, "contrast", {**CONTRAST, "leave_out": "each"})

    before = asked(own, "contrast", {**CONTRAST, "leave_out": "each"})
    assert own.table.steady(during).body == before.body


def test_a_kept_answer_lists_the_studies_that_it_was_made_from(own: Repository) -> None:
    answer = ask(own, "contrast", CONTRAST)
    study = withdrawn(own)
    kept = save(own, "before", answer, "anna")
    assert study in kept.studies
    assert digest(kept.studies) == kept.digest == answer.versions.digest


class Interrupted:
    """A store that somebody writes to the first time that it is asked anything."""

    def __init__(self, store: Store, write: Callable[[], object]) -> None:
        self._store, self._write, self._done = store, write, False

    def select(self, query: str) -> list[Row]:
        """Ask the store, after the writing."""
        if not self._done:
            self._done = True
            self._write()
        return self._store.select(query)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401
        return getattr(self._store, name)


def test_rows_brought_up_to_date_while_somebody_writes_are_of_the_generation_written(own: Repository) -> None:
    meta = own.names.graph("meta")

    def write() -> None:
        own.store.replace({meta: triples(next_meta(own.store, own.names))})

    own.table.note(0)
    store = cast("Store", Interrupted(own.store, write))
    bring_table_up_to_date(replace(own, store=store))
    assert own.table.generation() == generation(own.store, own.names)


def test_rows_written_past_a_generation_that_was_not_are_known_to_be_of_none(own: Repository) -> None:
    study, now = min(own.table.versions()), generation(own.store, own.names)
    own.table.forget(study, now + 2)
    assert own.table.generation() == 0
