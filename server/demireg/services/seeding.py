"""Fill a store with what ships: ontology, vocabularies, theories and studies. Doing it again changes nothing."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, cast

from rdflib import Graph

from demireg import assets
from demireg.domain.errors import Invalid
from demireg.domain.findings import Finding, Report, Severity
from demireg.services import versions
from demireg.services.generations import background_version, next_meta
from demireg.services.repository import Repository
from demireg.store.base import Triple

if TYPE_CHECKING:
    from demireg.services.studies import Accepted

#: Told after each step: what was done, how many steps are done, how many there are.
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Seeded:
    """What seeding did, by study identifier."""

    changed: tuple[str, ...]
    unchanged: tuple[str, ...]


def silent(_step: str, _done: int, _total: int) -> None:
    """Report no progress."""


def shipped_studies() -> list[Path]:
    """Return the files of the studies that ship, sorted by name."""
    return sorted((assets.folder("data") / "studies").glob("*.yaml"))


def seed(repository: Repository, progress: Progress = silent, files: Sequence[Path] | None = None) -> Seeded:
    """Bring a store up to date with the background and the study files; what is up to date is not read again.

    ``files`` are the shipped studies unless given. Raises Invalid when two files carry one identifier or a file has
    violations; studies already accepted stay.
    """
    paths = list(shipped_studies() if files is None else files)
    fresh = background_version(repository.store, repository.names) == repository.background.fingerprint
    held = _held_sources(repository) if fresh else {}
    current = {path: study for path in paths if (study := held.get(versions.source_hash(_text(path))))}
    total = len(paths) - len(current) + (0 if fresh else 1)
    done = 0
    if not fresh:
        _seed_background(repository)
        done += 1
        progress("ontology, vocabularies and theories", done, total)
    changed: list[str] = []
    seen: dict[str, Path] = {}
    for path in paths:
        study = current.get(path, "")
        if not study:
            accepted = _accept_file(repository, path)
            study = accepted.study
            changed += [study] if accepted.changed else []
            done += 1
            progress(study, done, total)
        if study in seen:
            raise _twice(study, path, seen[study])
        seen[study] = path
    bring_table_up_to_date(repository)
    return Seeded(tuple(changed), tuple(study for study in seen if study not in changed))


def _accept_file(repository: Repository, path: Path) -> "Accepted":
    # Imported here: a warm start accepts nothing and should not wait for the reader's models.
    from demireg.services.importing.read import read_file
    from demireg.services.studies import accept

    return accept(repository, read_file(path))


def _held_sources(repository: Repository) -> dict[str, str]:
    """Return the study held for each source hash, where it was read against the background of now."""
    background = repository.background.fingerprint
    held = versions.all_current(repository.store)
    return {each.source: study for study, each in held.items() if each.background == background}


def bring_table_up_to_date(repository: Repository) -> None:
    """Rebuild the rows of each study, and of the theories, whose version in the table is not the store's."""
    store, names, table = repository.store, repository.names, repository.table
    held = versions.all_current(store)
    written = table.versions()
    for study, current in held.items():
        if written.get(study) != current.key:
            table.write(study, store, names, current.key)
    for study in written.keys() - held.keys():
        table.forget(study)
    background = background_version(repository.store, repository.names)
    if background and table.theories_version() != background:
        table.write_theories(store, names, background)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        return ""


def _twice(study: str, path: Path, first: Path) -> Invalid:
    message = f"The identifier '{study}' stands in {first.name} already."
    finding = Finding(Severity.VIOLATION, "study-identifier-is-free", message, "Give each study its own.", path.name)
    return Invalid(f"{path.name} is not accepted: {message}", Report.of([finding]))


def _seed_background(repository: Repository) -> None:
    """Write ontology, vocabularies and theories, and drop the graphs of those that no longer ship."""
    names = repository.names
    meta = next_meta(repository.store, names, repository.background.fingerprint)
    graphs = {**repository.background.stored(names), names.graph("meta"): meta}
    stale = [each for each in repository.store.graphs() if each.startswith(_owned(names.base))]
    empty: dict[str, Graph] = {each: Graph() for each in stale if each not in graphs}
    repository.store.replace({name: cast("list[Triple]", list(graph)) for name, graph in {**empty, **graphs}.items()})


def _owned(base: str) -> tuple[str, ...]:
    return (f"{base}graph/vocabulary/", f"{base}graph/theory/")
