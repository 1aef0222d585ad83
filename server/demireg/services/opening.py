"""Open a repository where the settings say, with the comparison table beside it."""

from functools import partial

from demireg.domain.errors import BadParameter
from demireg.domain.names import Names
from demireg.services.background import Background
from demireg.services.comparing.table import ComparisonTable
from demireg.services.generations import generation, is_seeded
from demireg.services.repository import Repository
from demireg.services.seeding import Progress, keep_table_in_step, seed, silent
from demireg.services.versions import all_current
from demireg.settings import Settings
from demireg.store import folder_of, open_store
from demireg.store.base import Store
from demireg.store.bounded import BoundedReader


def open_repository(settings: Settings, background: Background | None = None) -> Repository:
    """Open the store and its comparison table; a folder holds both, anything else keeps the table in memory.

    Raises StoreBusy or StoreDown when either cannot be opened, BadParameter when the store has another base.
    """
    folder = folder_of(settings.store)
    store = open_store(settings.store if folder is None else str(folder / "quads"))
    try:
        _hold_base(store, settings.base)
        table = ComparisonTable.open(None if folder is None else folder / "comparison.duckdb")
    except BaseException:
        store.close()
        raise
    names = Names(settings.base)
    repository = Repository(store, BoundedReader(store), names, table, background or Background.shipped())
    table.keeper = partial(keep_table_in_step, repository)
    return repository


def _hold_base(store: Store, base: str) -> None:
    """Refuse a store whose identifiers begin elsewhere: each study would come to stand there twice."""
    if generation(store, Names(base)) > 0:
        return
    tail = Names("").graph("meta")
    others = [graph.removesuffix(tail) for graph in store.graphs() if graph.endswith(tail)]
    if others:
        raise BadParameter(
            f"The identifiers in this store begin with {others[0]}, and the base is set to {base}. "
            f"Set DEMIREG_BASE to {others[0]}, or name another --store."
        )


def open_seeded(settings: Settings, progress: Progress = silent, *, alone: bool = False) -> Repository:
    """Open a repository and bring the background and the shipped studies in it up to date.

    A store that was seeded without them stays so; ``alone`` leaves them out of an empty store too.
    Raises what ``open_repository`` and ``seed`` raise; the store is closed then.
    """
    repository = open_repository(settings)
    try:
        shipped = any(each.shipped for each in all_current(repository.store).values())
        own = is_seeded(repository.store, repository.names) and not shipped
        seed(repository, progress, () if alone or own else None)
    except BaseException:
        repository.close()
        raise
    return repository


def open_ready(settings: Settings, progress: Progress = silent) -> Repository:
    """Open a repository for asking: the shipped studies are put in only when no seeding of it ever ended."""
    repository = open_repository(settings)
    try:
        if not is_seeded(repository.store, repository.names):
            seed(repository, progress)
    except BaseException:
        repository.close()
        raise
    return repository
