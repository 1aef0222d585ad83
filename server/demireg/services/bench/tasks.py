"""What the bench does in processes of its own: ``python -m demireg.services.bench.tasks NAME JSON`` prints JSON."""

import json
import re
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from typing import Any, Final, cast

from rdflib import Literal, URIRef

from demireg.services.bench import synthetic
from demireg.services.bench.filling import fill, make_rows, read_rows
from demireg.services.bench.thinking import think
from demireg.services.bench.timing import timed
from demireg.services.bench.ways import from_store, from_table
from demireg.services.comparing.matrix import By, matrix
from demireg.services.importing.read import read_bytes
from demireg.services.opening import open_repository
from demireg.services.queries import load
from demireg.services.repository import Repository
from demireg.services.seeding import seed as seed_repository
from demireg.services.seeding import shipped_studies, silent
from demireg.services.studies import accept as accept_study
from demireg.settings import Settings
from demireg.store.base import Dataset, Triple

THEORY: Final = "salutogenesis"
STUDY: Final = "wood-2021"
#: Years that no real study has, so that each acceptance is a change.
EARLIEST: Final = 1900


@contextmanager
def _opened(store: str) -> Iterator[Repository]:
    repository = open_repository(Settings(store=store))
    try:
        yield repository
    finally:
        repository.close()


def seed(store: str) -> dict[str, Any]:
    """Seed an empty store with everything that ships; return the seconds it took once Python had started."""
    with _opened(store) as repository:
        seconds = timed(lambda: seed_repository(repository), 1)
        return {"seconds": seconds, "triples": repository.store.size(), "studies": len(shipped_studies())}


def seed_few(store: str, studies: int) -> dict[str, Any]:
    """Seed an empty store with the last of the shipped studies, wood-2021 among them; return the seconds."""
    with _opened(store) as repository:
        return {"seconds": timed(lambda: seed_repository(repository, files=shipped_studies()[-studies:]), 1)}


def enlarge(store: str, studies: int, seed: int) -> dict[str, Any]:
    """Add made-up studies to a seeded store and its comparison table; return how many triples it then holds."""
    with _opened(store) as repository:
        seconds = timed(lambda: synthetic.generate(repository, studies, seed, silent), 1)
        return {"seconds": seconds, "triples": repository.store.size()}


def accept(stores: list[str], rounds: int) -> dict[str, Any]:
    """Accept a changed study into each store by turns; return the seconds of each, and of their writing alone.

    By turns, so that a busy moment of the machine falls on all of them.
    """
    path = next(path for path in shipped_studies() if path.stem == STUDY)
    text = path.read_text(encoding="utf-8")

    def once(repository: Repository, number: int) -> None:
        changed = re.sub(r"(?m)^  year: \d+$", f"  year: {EARLIEST + number}", text, count=1)
        if not accept_study(repository, read_bytes(changed.encode(), path.name)).changed:
            raise AssertionError(f"{STUDY} with another year should have been a change")

    with ExitStack() as stack:
        opened = [stack.enter_context(_opened(store)) for store in stores]
        for repository in opened:  # reads ontology, shapes and vocabularies; a service has them in memory
            once(repository, rounds)
        seconds = [[timed(partial(once, each, number), 1)[0] for each in opened] for number in range(rounds)]
        writing = [[timed(partial(_write_again, each), 1)[0] for each in opened] for _ in range(rounds)]
        return {
            "seconds": dict(zip(stores, zip(*seconds, strict=True), strict=True)),
            "writing": dict(zip(stores, zip(*writing, strict=True), strict=True)),
        }


def _write_again(repository: Repository) -> None:
    """Do what acceptance writes, without reading, checking and inferring: graphs, then the table's rows."""
    names, store = repository.names, repository.store
    graph = names.graph("study", STUDY)
    triples = store.get(graph)
    triples.set((URIRef(names.study(STUDY)), URIRef(names.within(STUDY, "written")), Literal(time.time())))
    store.replace({graph: cast("list[Triple]", list(triples))})
    repository.table.write(STUDY, store, names, "written again")


def compare(store: str, rounds: int) -> dict[str, Any]:
    """Return the seconds of the stance matrix, from SPARQL and from the comparison table, which must agree."""
    with _opened(store) as repository:

        def once(by: By) -> dict[str, Any]:
            return matrix(repository, THEORY, by=by).as_dict()

        if once("sparql") != once("table"):
            raise AssertionError("the matrix from SPARQL and the one from the table differ")
        return {
            "sparql": timed(lambda: once("sparql"), rounds),
            "table": timed(lambda: once("table"), rounds),
        }


def query(store: str, rounds: int) -> dict[str, Any]:
    """Return the seconds of one query in process, serialised as the service does."""
    text = load("bench/parts-by-role").bind({})
    with _opened(store) as repository:

        def once() -> object:
            return repository.reader.answer(text, ["application/sparql-results+json"], Dataset())

        once()
        return {"seconds": timed(once, rounds)}


TASKS: Final[dict[str, Callable[..., dict[str, Any]]]] = {
    "seed": seed,
    "enlarge": enlarge,
    "accept": accept,
    "compare": compare,
    "query": query,
    "think": think,
    "fill": fill,
    "make_rows": make_rows,
    "read_rows": read_rows,
    "seed_few": seed_few,
    "from_table": from_table,
    "from_store": from_store,
}

if __name__ == "__main__":
    sys.stdout.write(json.dumps(TASKS[sys.argv[1]](**json.loads(sys.argv[2]))))
