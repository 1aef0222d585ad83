"""``bench compare``: every measure three ways on the same data, and where the targets of speed and size stand.

From the table, a measure is timed to its figures with their counts, since the names behind them are looked up when
somebody reads them; so SPARQL and Virtuoso, which count and name nobody, are held against that. What it takes to write
out the whole answer stands beside it, and what the first time takes, when nothing is kept in memory yet.
"""

import json
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any, Final
from urllib.parse import urlencode

from demireg.domain.errors import DemiregError, StoreDown
from demireg.domain.names import Names
from demireg.services.bench import processes, ways
from demireg.services.bench.measures import Table
from demireg.services.comparing.measures import MEASURES

COLUMNS: Final = (
    *("measure", "rows", "first", "figures", "written out", "69 real", "growth"),
    *("SPARQL", "times", "Virtuoso", "times", "met"),
)
TARGETS: Final = ("target", "figure", "should be", "met")
#: Seconds to the figures of a measure from the table, with their counts, and the same on the studies that ship.
QUICK: Final = 0.1
REAL: Final = 0.03
#: So many times the speed of SPARQL in the process, and of Virtuoso, on these measures.
TIMES: Final = {"embedded": 100, "virtuoso": 10}
HELD_TO_IT: Final = ("patterns", "contrast")
#: How many times longer accepting may take with all studies than with ten.
CONSTANT: Final = 1.2
BUILDING: Final = 15 * 60
SERVING_MB: Final = 2048
#: The smaller store has one study in so many of the large one.
SMALLER: Final = 10
FEW: Final = 10
ACCOUNT: Final = "generated.json"
_WAYS: Final = (
    "medians of {}; first: nothing kept in memory; figures: with counts, names unread; written out: JSON with all names"
)


@dataclass(frozen=True, slots=True)
class Comparison:
    """What to compare. store: a folder made by ``bench generate``, empty for one of ``studies`` studies of its own.

    virtuoso: the address of an endpoint that holds the same quads, or empty; patience: seconds that SPARQL may take.
    """

    studies: int = 2000
    store: str = ""
    virtuoso: str = ""
    rounds: int = 5
    patience: float = 120
    seed: int = 7


def compare(plan: Comparison, progress: Callable[[str], None]) -> list[Table]:
    """Measure and return two tables: measures by way, and targets. Raises StoreDown when a part fails."""
    if plan.store:
        _account(Path(plan.store))
    with tempfile.TemporaryDirectory(prefix="demireg-bench-") as folder:
        stores = _stores(plan, Path(folder), progress)
        progress("Asking every measure of the table: all studies, a tenth of them, the real ones …")
        table = {name: processes.task("from_table", store=store, rounds=plan.rounds) for name, store in stores.items()}
        large, small, real = (table[name][1] for name in ("large", "small", "real"))
        rows = [_row(plan, stores["large"], name, (large, small, real), progress) for name in large]
        targets = [*_of_measures(rows, large, real), *_of_sizes(plan, stores, table["large"][0].peak_mb, progress)]
        account = _account(Path(stores["large"]))
    title = f"Every measure on {account['studies']} made-up studies and those that ship, {_WAYS.format(plan.rounds)}"
    found = [tuple(each.shown) for each in rows]
    return [Table(title, COLUMNS, found), Table("Targets, and where each stands", TARGETS, targets)]


def built(store: Path, studies: int, seed: int, seconds: float) -> None:
    """Keep beside a made-up store how it was made."""
    account = {"studies": studies, "seed": seed, "seconds": seconds}
    (store / ACCOUNT).write_text(json.dumps(account), encoding="utf-8")


def _account(store: Path) -> dict[str, Any]:
    try:
        found: dict[str, Any] = json.loads((store / ACCOUNT).read_text(encoding="utf-8"))
    except (OSError, ValueError) as fault:
        raise StoreDown(f"{store} was not made by `demireg bench generate`: {fault}. Make it, or name none.") from fault
    return found


def _stores(plan: Comparison, folder: Path, progress: Callable[[str], None]) -> Mapping[str, str]:
    """Return the folders: the real studies, ten of them, a tenth of the made-up ones, and all of them."""
    stores = {name: str(folder / name) for name in ("real", "few", "small", "large")}
    progress("Seeding what ships …")
    processes.task("seed", store=stores["real"])
    processes.task("seed_few", store=stores["few"], studies=FEW)
    studies, seed = plan.studies, plan.seed
    if plan.store:
        own = _account(Path(plan.store))
        studies, seed, stores["large"] = int(own["studies"]), int(own["seed"]), plan.store
    for name, count in (("small", studies // SMALLER), ("large", studies)):
        if name == "large" and plan.store:
            continue
        progress(f"Making {count} studies …")
        shutil.copytree(stores["real"], stores[name])
        ran, _ = processes.task("enlarge", store=stores[name], studies=count, seed=seed)
        built(Path(stores[name]), count, seed, ran.seconds)
    return stores


@dataclass(frozen=True, slots=True)
class _Row:
    name: str
    shown: tuple[str, ...]
    growth: float
    times: Mapping[str, float]
    bounded: frozenset[str]


def _row(plan: Comparison, store: str, name: str, taken: tuple[Any, Any, Any], progress: Callable[[str], None]) -> _Row:
    large, small, real = (median(each[name]["seconds"]) for each in taken)
    seconds: dict[str, float | None] = {}
    said: dict[str, str] = {"embedded": "", "virtuoso": ""}
    if name in ways.REFERENCES:
        progress(f"Asking {name} by SPARQL …")
        for way, answer in _answers(plan, store, name):
            try:
                seconds[way] = answer()
                said[way] = _span(seconds[way], plan.patience)
            except DemiregError as fault:
                said[way] = f"fault: {str(fault)[:40]}"
    times = {way: (plan.patience if taken is None else taken) / large for way, taken in seconds.items()}
    bounded = frozenset(way for way, taken in seconds.items() if taken is None)
    compared = {way: f"{'> ' if way in bounded else ''}{times[way]:.0f}" if way in times else "" for way in said}
    growth = large / small
    met = large < QUICK and real < REAL and growth <= SMALLER
    shown = (
        *(name, str(taken[0][name]["rows"])),
        *(_span(median(taken[0][name][way])) for way in ("first", "seconds", "written")),
        *(_span(real), f"{growth:.1f}"),
        *(said["embedded"], compared["embedded"], said["virtuoso"], compared["virtuoso"], _yes(met)),
    )
    return _Row(name, shown, growth, times, bounded)


def _answers(plan: Comparison, store: str, name: str) -> Iterator[tuple[str, Callable[[], float | None]]]:
    yield "embedded", lambda: ways.patiently(store, ways.query_text(name, Names()), plan.patience)[0]
    if plan.virtuoso:
        query = ways.query_text(name, Names(), elsewhere=True)
        once = partial(ways.from_endpoint, plan.virtuoso, query, plan.patience)
        yield "virtuoso", lambda: None if once() is None else once()  # the first time reads from disk


def _of_measures(rows: list[_Row], large: Any, real: Any) -> Iterator[tuple[str, ...]]:  # noqa: ANN401 - JSON
    said, worst = _slowest(large, "seconds")
    yield "slowest measure, to figures with counts", said, f"< {_span(QUICK)}", _yes(worst < QUICK)
    yield "slowest measure, written out with all names", _slowest(large, "written")[0], "", ""
    yield "slowest measure, the first time", _slowest(large, "first")[0], "", ""
    said, worst = _slowest(real, "seconds")
    yield "slowest measure on the real studies", said, f"< {_span(REAL)}", _yes(worst < REAL)
    grown = max(rows, key=lambda each: each.growth)
    growth = f"{grown.growth:.1f} times ({grown.name})"
    yield "growth to ten times the studies", growth, f"<= {SMALLER} times", _yes(grown.growth <= SMALLER)
    for each in rows:
        for way, times in each.times.items():
            if each.name in HELD_TO_IT:
                more = "more than " if way in each.bounded else ""
                met = "not known" if way in each.bounded and times < TIMES[way] else _yes(times >= TIMES[way])
                yield f"{each.name} against {way} SPARQL", f"{more}{times:.0f} times", f">= {TIMES[way]} times", met


def _slowest(taken: Any, way: str) -> tuple[str, float]:  # noqa: ANN401 - JSON
    """Return the longest median of one way of asking, in words with the measure's name, and in seconds."""
    worst, name = max((median(each[way]), name) for name, each in taken.items())
    return f"{_span(worst)} ({name})", worst


def _of_sizes(
    plan: Comparison, stores: Mapping[str, str], asking_mb: float, progress: Callable[[str], None]
) -> Iterator[tuple[str, ...]]:
    large = Path(stores["large"])
    seconds = float(_account(large)["seconds"])
    yield "building the repository", f"{seconds / 60:.1f} min", f"< {BUILDING // 60} min", _yes(seconds < BUILDING)
    yield "the store on disk", f"{_megabytes(large / 'quads'):.0f} MB", "", ""
    yield "the table on disk", f"{_megabytes(large / 'comparison.duckdb'):.0f} MB", "", ""
    yield "memory of asking every measure", f"{asking_mb:.0f} MB", "", ""
    progress("Serving, and asking every measure over HTTP …")
    first, *others = [f"/api/compare/{name}?{urlencode(MEASURES[name].example)}" for name in ways.asking()]
    with processes.service(stores["large"], first) as service:
        for path in others:
            service.get(path)
    peak = service.peak_mb
    yield "memory of the service after every measure", f"{peak:.0f} MB", f"< {SERVING_MB} MB", _yes(peak < SERVING_MB)
    progress("Accepting a changed study, with ten studies and with all, in turns …")
    pair = [stores["few"], f"{stores['real']}-written"]
    shutil.copytree(large, pair[1])
    _, taken = processes.task("accept", stores=pair, rounds=plan.rounds * 2)
    few, all_ = (median(taken["seconds"][each]) for each in pair)
    said = f"{all_ / few:.2f} times ({_span(few)}, {_span(all_)})"
    yield "accepting one study, against ten studies", said, f"<= {CONSTANT} times", _yes(all_ <= CONSTANT * few)


def _megabytes(path: Path) -> float:
    files = [path] if path.is_file() else [each for each in path.rglob("*") if each.is_file()]
    return sum(each.stat().st_size for each in files) / (1 << 20)


def _span(seconds: float | None, patience: float = 0) -> str:
    if seconds is None:
        return f"> {patience:g} s"
    return f"{seconds:.2f} s" if seconds >= 1 else f"{seconds * 1000:.1f} ms"


def _yes(met: bool) -> str:
    return "met" if met else "not met"
