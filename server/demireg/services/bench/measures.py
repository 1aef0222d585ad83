"""What is measured, how often, and what it should be."""

import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Final
from urllib.parse import quote

from demireg.services.bench import processes
from demireg.services.queries import load
from demireg.services.seeding import shipped_studies

MATRIX: Final = "/api/compare/matrix?theory=salutogenesis"
COLUMNS: Final = ("measure", "median", "times", "ratio", "peak memory", "target", "met")


@dataclass(frozen=True, slots=True)
class Plan:
    """How large and how often: ``studies`` made-up studies in the large store, ``rounds`` of each measure.

    ``rows`` are those of the largest workbook; ``sheets`` says how many of the shipped ones are read, all if 0.
    """

    studies: int = 2000
    rounds: int = 5
    rows: int = 100_000
    sheets: int = 0
    seed: int = 7


@dataclass(frozen=True, slots=True)
class Table:
    """One table of figures, ready to be printed or written."""

    title: str
    columns: tuple[str, ...]
    rows: list[tuple[str, ...]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Figure:
    """One measure; ``limit`` is in seconds, or a ratio when there is ``against`` to compare with."""

    measure: str
    seconds: list[float]
    peak_mb: float
    against: float = 0.0
    limit: float = 0.0

    def row(self) -> tuple[str, ...]:
        typical = median(self.seconds)
        ratio = typical / self.against if self.against else 0.0
        target = (f"≤ {self.limit:g}" if ratio else f"< {self.limit:g} s") if self.limit else ""
        met = ("yes" if (ratio or typical) <= self.limit else "no") if self.limit else ""
        return (
            self.measure,
            _span(typical),
            str(len(self.seconds)),
            f"{ratio:.2f}" if ratio else "",
            f"{self.peak_mb:.0f} MB" if self.peak_mb else "",
            target,
            met,
        )


def run(plan: Plan, progress: Callable[[str], None]) -> list[Table]:
    """Measure everything in stores of its own below the system's temporary folder, and return the tables.

    ``progress`` is told, in a sentence, what is being done. Raises StoreDown when a part of it fails.
    """
    with tempfile.TemporaryDirectory(prefix="demireg-bench-") as folder:
        small, large = str(Path(folder) / "small"), str(Path(folder) / "large")
        figures = list(_figures(plan, small, large, progress))
    title = f"demireg on this machine: what ships, and {plan.studies} made-up studies beside it"
    return [Table(title, COLUMNS, [figure.row() for figure in figures])]


def _figures(plan: Plan, small: str, large: str, progress: Callable[[str], None]) -> Iterator[_Figure]:
    progress("Checking and inferring …")
    yield from _thinking(plan)
    yield from _filling(plan, progress)
    progress("Seeding an empty store …")
    ran, seeded = processes.task("seed", store=small)
    yield _Figure(f"cold seeding of all {seeded['studies']} studies", [ran.seconds], ran.peak_mb, limit=30)
    progress(f"Adding {plan.studies} made-up studies to a copy of it …")
    shutil.copytree(small, large)
    _, enlarged = processes.task("enlarge", store=large, studies=plan.studies, seed=plan.seed)
    shipped = int(seeded["studies"])
    sizes = {
        small: f"{shipped} studies, {seeded['triples']:,} triples",
        large: f"{plan.studies + shipped} studies, {enlarged['triples']:,} triples",
    }
    progress("Starting warm …")
    yield from _starts(plan, small)
    for store, size in sizes.items():
        progress(f"Comparing in a store of {size} …")
        yield from _comparisons(plan, store, size)
    progress("Accepting a changed study into both stores, in turns …")
    yield from _acceptances(plan, sizes)
    for store, size in sizes.items():
        progress(f"Asking over HTTP and in process in a store of {size} …")
        yield from _queries(plan, store, size)


def _thinking(plan: Plan) -> Iterator[_Figure]:
    ran, taken = processes.task("think", rounds=plan.rounds, sheets=plan.sheets)
    yield _Figure("checking wood-2021 against the shapes", taken["shapes"], ran.peak_mb, limit=0.2)
    yield _Figure("inferring from wood-2021", taken["rules"], ran.peak_mb, limit=0.1)
    every = f"reading, checking and inferring from all {taken['studies']} studies, one process"
    yield _Figure(every, [taken["all"]], ran.peak_mb, limit=20)
    yield _Figure("inferring from wood-2021 with one theory", taken["one theory"], 0)
    if taken["owlrl"] is not None:
        yield _Figure("the same by owlrl", [taken["owlrl"]], 0, median(taken["one theory"]))


def _filling(plan: Plan, progress: Callable[[str], None]) -> Iterator[_Figure]:
    progress("Checking the shipped sheets, and workbooks …")
    files = [str(path) for path in shipped_studies()[-plan.sheets :]]
    ran = processes.command("check", *files)
    yield _Figure(f"demireg check of all {len(files)} sheets", [ran.seconds], ran.peak_mb, limit=15)
    ran, taken = processes.task("fill", rounds=plan.rounds)
    yield _Figure("writing wood-2021 as a workbook", taken["writing"], ran.peak_mb)
    yield _Figure("reading and checking that workbook", taken["checking"], ran.peak_mb, limit=1)
    with tempfile.TemporaryDirectory(prefix="demireg-bench-") as folder:
        path = str(Path(folder) / "rows.xlsx")
        processes.task("make_rows", path=path, rows=plan.rows)
        ran, taken = processes.task("read_rows", path=path)
    yield _Figure(f"a workbook of {plan.rows:,} rows: {taken['said'][:60]} …", taken["seconds"], ran.peak_mb, limit=10)


def _starts(plan: Plan, store: str) -> Iterator[_Figure]:
    arguments = ("ask", "evidence-base", "--param", "study=wood-2021", "--store", store, "--format", "json")
    asked = [processes.command(*arguments) for _ in range(plan.rounds)]
    peak = max(ran.peak_mb for ran in asked)
    yield _Figure("warm start to the first answer, demireg ask", [ran.seconds for ran in asked], peak, limit=1.5)
    served = []
    for _ in range(plan.rounds):
        with processes.service(store, MATRIX) as service:
            pass
        served.append(service)
    peak = max(service.peak_mb for service in served)
    seconds = [service.first_answer for service in served]
    yield _Figure("warm start to the first matrix, demireg serve", seconds, peak, limit=1.5)


def _comparisons(plan: Plan, store: str, size: str) -> Iterator[_Figure]:
    ran, taken = processes.task("compare", store=store, rounds=plan.rounds)
    yield _Figure(f"matrix from SPARQL, {size}", taken["sparql"], ran.peak_mb)
    against = median(taken["sparql"])
    yield _Figure("matrix from the comparison table, same store", taken["table"], ran.peak_mb, against)


def _acceptances(plan: Plan, sizes: dict[str, str]) -> Iterator[_Figure]:
    peaks = {store: processes.task("accept", stores=[store], rounds=1)[0].peak_mb for store in sizes}
    _, taken = processes.task("accept", stores=list(sizes), rounds=plan.rounds * 2)
    small, large = sizes
    seconds, writing = taken["seconds"], taken["writing"]
    yield _Figure(f"accepting wood-2021, {sizes[small]}", seconds[small], peaks[small])
    against = median(seconds[small])
    yield _Figure(f"accepting wood-2021, {sizes[large]}", seconds[large], peaks[large], against, limit=1.2)
    yield _Figure("its writing alone, small store", writing[small], 0)
    yield _Figure("its writing alone, large store", writing[large], 0, median(writing[small]))


def _queries(plan: Plan, store: str, size: str) -> Iterator[_Figure]:
    rounds = plan.rounds * 4
    ran, taken = processes.task("query", store=store, rounds=rounds)
    yield _Figure(f"a query in process, {size}", taken["seconds"], ran.peak_mb)
    path = f"/sparql?query={quote(load('bench/parts-by-role').bind({}))}"
    with processes.service(store, path) as service:
        seconds = [_seconds(service, path) for _ in range(rounds)]
    yield _Figure("the same query over HTTP", seconds, service.peak_mb, median(taken["seconds"]))


def _seconds(service: processes.Service, path: str) -> float:
    start = time.perf_counter()
    service.get(path, "application/sparql-results+json")
    return time.perf_counter() - start


def _span(seconds: float) -> str:
    return f"{seconds:.2f} s" if seconds >= 1 else f"{seconds * 1000:.1f} ms"
