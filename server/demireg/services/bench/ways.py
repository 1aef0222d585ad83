"""The same question three ways: from the comparison table, by SPARQL on the embedded store, by SPARQL elsewhere.

A query in SPARQL cannot be stopped inside its process, so each has one of its own, on the same folder, which is ended
when its time is up. What it took is measured inside, without the start of Python and the opening of the store.
"""

import json
import time
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from http.client import HTTPException
from pathlib import Path
from typing import Any, Final
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

from demireg.domain.errors import StoreDown
from demireg.domain.names import Names
from demireg.services.bench import processes
from demireg.services.bench.timing import since, timed
from demireg.services.comparing.ask import Answer, ask
from demireg.services.comparing.canonical import canonical
from demireg.services.comparing.measures import MEASURES
from demireg.services.opening import open_repository
from demireg.services.queries import load
from demireg.settings import Settings
from demireg.store.base import Dataset
from demireg.store.embedded import EmbeddedStore

#: Measures that have a reference in SPARQL, or a query that asks the same of what is coded.
REFERENCES: Final[Mapping[str, str]] = {
    "matrix": "compare/stance-matrix",
    "contrast": "compare/context-contrast",
    "demi-regularities": "compare/demi-regularity",
    "contradictions": "compare/contradictions",
    "gaps": "compare/gap-map",
    "saturation": "compare/saturation",
    "discrimination": "compare/discrimination",
    "patterns": "bench/triples",
}
#: What another endpoint is asked in place of a reference that it does not take: Virtuoso divides by zero with an error.
ELSEWHERE: Final[Mapping[str, str]] = {"contrast": "bench/contrast"}
_ROWS: Final = "application/sparql-results+json"


def asking() -> list[str]:
    """Return the measures that can be asked as they are or by their example, in their order."""
    return [
        name
        for name, measure in MEASURES.items()
        if measure.example or all(each.default or each.kind.startswith("optional") for each in measure.params)
    ]


def from_table(store: str, rounds: int, names: Sequence[str] = ()) -> dict[str, Any]:
    """Ask every measure, or those of some names, its example; return by name the seconds of three ways, and its rows.

    first: one time with nothing in memory of what measures keep between questions, as after opening or a change;
    seconds: later times, to all figures with the counts that they rest on; written: to the whole answer as JSON, with
    every identifier behind every figure, which an answer looks up when it is read.
    """
    repository = open_repository(Settings(store=store))
    found: dict[str, Any] = {}
    acts = {name: partial(ask, repository, name, MEASURES[name].example) for name in names or asking()}
    next(iter(acts.values()))()  # reads the modules, which is no measure's own
    for name, once in acts.items():
        repository.table.close()
        repository.table.theories_version()  # opens it again, and brings its rows up to date
        first = since(once)
        rows, seconds = len(once().found.rows), timed(once, rounds)
        found[name] = {"rows": rows, "first": [first], "seconds": seconds, "written": timed(_written(once), rounds)}
    for once in acts.values():
        once()  # so that the most memory is that of all together
    repository.close()
    return found


def _written(once: Callable[[], Answer]) -> Callable[[], str]:
    return lambda: canonical(once().body)


def query_text(name: str, names: Names, *, elsewhere: bool = False) -> str:
    """Return the query that asks what a measure's example asks, its own defaults where that says nothing."""
    query = load(ELSEWHERE.get(name, REFERENCES[name]) if elsewhere else REFERENCES[name])
    known = {param.name for param in query.params}
    given = {key: value for key, value in MEASURES[name].example.items() if key in known}
    return query.bind(query.terms(given, names))


def from_store(store: str, query: str) -> dict[str, Any]:
    """Answer a query on the folder of a store that nobody writes to; return its seconds."""
    opened = EmbeddedStore.read_only(Path(store) / "quads")
    return {"seconds": since(lambda: opened.answer(query, [_ROWS], Dataset()))}


def patiently(store: str, query: str, patience: float) -> tuple[float | None, float]:
    """Answer a query in a process of its own; return its seconds, None when they were up, and its peak of memory."""
    try:
        ran, taken = processes.task("from_store", patience=patience, store=store, query=query)
    except processes.OutOfTime:
        return None, 0.0
    return float(taken["seconds"]), ran.peak_mb


def from_endpoint(address: str, query: str, patience: float) -> float | None:
    """Send a query to an endpoint; return the seconds to the whole answer, None when they were up.

    Raises StoreDown when the endpoint does not answer, or refuses the query.
    """
    body = urlencode({"query": query, "timeout": str(int(patience * 1000))}).encode()
    request = Request(address, body, {"Accept": _ROWS})  # noqa: S310 - the address that the caller gave
    start = time.perf_counter()
    try:
        with urlopen(request, timeout=patience) as answer:  # noqa: S310
            json.loads(answer.read())
    except TimeoutError:
        return None
    except HTTPError as fault:
        raise StoreDown(" ".join(fault.read(400).decode(errors="replace").split())[:100]) from fault
    except (URLError, HTTPException, OSError, ValueError) as fault:
        if "timed out" in str(fault):
            return None
        raise StoreDown(f"{address}: {fault}") from fault
    return time.perf_counter() - start
