"""Fill a store with what ships: ontology, vocabularies, theories and studies. Doing it again changes nothing."""

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from rdflib import Graph

from demireg import assets
from demireg.domain.errors import Invalid, Refused, Unreadable
from demireg.domain.findings import Finding, Report, Severity
from demireg.services import theory_versions, versions
from demireg.services.comparing.rows import study_blocks
from demireg.services.generations import background_version, generation, is_seeded, next_meta
from demireg.services.repository import Repository
from demireg.store.base import triples

if TYPE_CHECKING:
    from demireg.services.studies import Accepted

_LOG: Final = logging.getLogger(__name__)
#: How many studies' rows are read by the same queries and written in one transaction.
_TOGETHER: Final = 100
#: The log tells how far it is where more studies' rows than this are written.
_TOLD: Final = 1000
#: How often rows are brought up to date with a store that is written to meanwhile, before the next reader goes on.
_TRIES: Final = 5
#: Told after each step: what was done, how many steps are done, how many there are.
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Seeded:
    """What seeding did, by study identifier.

    ``stale`` are studies of the host's own that the present background no longer accepts, with the reasons; they stay
    as they were.
    """

    changed: tuple[str, ...]
    unchanged: tuple[str, ...]
    stale: Mapping[str, Report] = field(default_factory=dict)


def silent(_step: str, _done: int, _total: int) -> None:
    """Report no progress."""


def shipped_studies() -> list[Path]:
    """Return the files of the studies that ship, sorted by name."""
    return sorted((assets.folder("data") / "studies").glob("*.yaml"))


def seed(repository: Repository, progress: Progress = silent, files: Sequence[Path] | None = None) -> Seeded:
    """Bring a store up to date with the background and the study files; what is up to date is not read again.

    ``files`` are the shipped studies unless given. A version that somebody imported is never replaced by a shipped
    one, and a study that was retracted stays so; after a change of the background every study is read anew from the
    source it was accepted from. Raises Invalid when two files carry one identifier or a file has violations; studies
    already accepted stay.
    """
    store, names = repository.store, repository.names
    fresh = background_version(store, names) == repository.background.fingerprint
    todo = _todo(repository, list(shipped_studies() if files is None else files))
    total = len(todo) + (not fresh)
    if not fresh:
        _seed_background(repository)
        progress("ontology, vocabularies and theories", 1, total)
    changed: list[str] = []
    stale: dict[str, Report] = {}
    seen: dict[str, str] = {}
    for done, source in enumerate(todo, 1 + (not fresh)):
        if isinstance(source, Path):
            accepted: Accepted | None = _accept_file(repository, source, seen)
        else:
            accepted = _again(repository, source, stale)
        changed += [accepted.study] if accepted and accepted.changed else []
        progress(source.stem if isinstance(source, Path) else source, done, total)
    bring_table_up_to_date(repository)
    if not is_seeded(store, names):
        store.replace({names.graph("meta"): triples(next_meta(store, names, seeded=True))})
    unchanged = sorted(versions.all_current(store).keys() - {*changed, *stale})
    return Seeded(tuple(changed), tuple(unchanged), stale)


def _todo(repository: Repository, paths: Sequence[Path]) -> list[Path | str]:
    """Return the files to read, and the identifiers of studies to read again against a changed background."""
    accepted = versions.accepted_sources(repository.store)
    held = versions.all_current(repository.store)
    retracted = versions.retracted(repository.store)
    files = [
        path
        for path in paths
        if versions.source_hash(_text(path)) not in accepted
        and path.stem not in retracted
        and (path.stem not in held or held[path.stem].shipped)
    ]
    replaced = {path.stem for path in files}
    background = repository.background.fingerprint
    again = [study for study, each in held.items() if each.background != background and study not in replaced]
    return [*files, *again]


def _accept_file(repository: Repository, path: Path, seen: dict[str, str]) -> "Accepted":
    # Imported here: a warm start accepts nothing and should not wait for the reader's models.
    from demireg.services.importing.batch import once
    from demireg.services.importing.read import read_file
    from demireg.services.studies import accept

    return accept(repository, once(read_file(path), seen), versions.Making(shipped=True))


def _again(repository: Repository, study: str, stale: dict[str, Report]) -> "Accepted | None":
    """Accept a study anew from its source; what no longer conforms is noted and left as it was."""
    from demireg.services.importing.read import read_bytes
    from demireg.services.studies import accept

    held = versions.current(repository.store, repository.names, study)
    if held is None:
        return None
    try:
        return accept(repository, read_bytes(held.text.encode(), held.name), versions.Making(held.shipped))
    except Invalid as error:
        stale[study] = error.report
    except (Refused, Unreadable) as error:
        stale[study] = Report.of([Finding(Severity.VIOLATION, "source-is-readable", str(error), place=held.name)])
    return None


def keep_table_in_step(repository: Repository) -> None:
    """Bring the comparison table up to date if it is not known to be of the store's generation.

    A repository that was never written by accepting or seeding has no generation, and its table is left as it is.
    """
    now = generation(repository.store, repository.names)
    if now and repository.table.generation() != now:
        bring_table_up_to_date(repository)


def bring_table_up_to_date(repository: Repository, progress: Progress = silent) -> None:
    """Rebuild the rows of each study, and of the theories, whose version in the table is not the store's.

    Once more where the store was written to meanwhile: the rows are then of no generation. What was written when it is
    stopped midway stays, and the next time goes on from there.
    """
    for _ in range(_TRIES):
        now = generation(repository.store, repository.names)
        _rewrite(repository, now, progress)
        if generation(repository.store, repository.names) == now:
            if repository.table.generation() != now:
                repository.table.note(now)
            return


def _rewrite(repository: Repository, now: int, progress: Progress) -> None:
    """Write what in the table is not the store's; the rows are known to be of no generation while that goes on."""
    store, names, table = repository.store, repository.names, repository.table
    held = versions.all_current(store)
    written = table.versions()
    stale = [study for study, current in held.items() if written.get(study) != current.key]
    gone = sorted(written.keys() - held.keys())
    if (stale or gone) and now:
        _LOG.warning(
            "The comparison table is not that of the store: %d studies are written anew and %d removed.",
            len(stale),
            len(gone),
        )
    background = background_version(store, names)
    other = bool(background) and table.theories_version() != background
    if (stale or gone or other) and table.generation():
        table.note(0)
    for first in range(0, len(stale), _TOGETHER):
        some = stale[first : first + _TOGETHER]
        table.write_blocks(zip(study_blocks(store, names, some), (held[study].key for study in some), strict=True))
        progress("rows of studies for comparison", first + len(some), len(stale))
        if len(stale) > _TOLD:
            _LOG.info("Comparison table: the rows of %d of %d studies are written.", first + len(some), len(stale))
    for study in gone:
        table.forget(study)
    if other:
        table.write_theories(store, names, background)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        return ""


def _seed_background(repository: Repository) -> None:
    """Write ontology, vocabularies and theories, and drop the graphs of those that no longer ship.

    What a theory said before is kept in its history.
    """
    names = repository.names
    meta = next_meta(repository.store, names, repository.background.fingerprint)
    background = repository.background.stored(names)
    kept = theory_versions.archived(repository.store, names, background)
    graphs = {**background, **kept, names.graph("meta"): meta}
    stale = [each for each in repository.store.graphs() if each.startswith(_owned(names.base))]
    empty: dict[str, Graph] = {each: Graph() for each in stale if each not in graphs}
    repository.store.replace({name: triples(graph) for name, graph in {**empty, **graphs}.items()})


def _owned(base: str) -> tuple[str, ...]:
    return (f"{base}graph/vocabulary/", f"{base}graph/theory/")
