"""Synthetic repositories for measuring: what ships, and as many made-up studies beside it as are asked for.

A made-up study is a copy of a variant (``variants``) under a name of its own. The quads go to the store in one stream,
the rows of the comparison table are made of the variants' rows, which the real reader has read, by SQL: so both are as
accepting every study would have left them, and neither is ever held in memory as a whole.
"""

import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random
from typing import Final

from demireg.domain.errors import BadParameter
from demireg.domain.names import Names
from demireg.services.bench.variants import BATCH, Sources, Variant, programme_of
from demireg.services.comparing.rows import study_blocks
from demireg.services.generations import next_meta
from demireg.services.repository import Repository
from demireg.services.seeding import bring_table_up_to_date
from demireg.services.versions import all_current
from demireg.store import open_store
from demireg.store.base import triples
from demireg.store.embedded import EmbeddedStore
from demireg.store.envelope import lines

#: One variant for so many studies, but not more than all these.
PER_VARIANT: Final = 10
MOST_VARIANTS: Final = 1500
#: A companion belongs to one of so many programmes before it.
_NEAR: Final = 10
#: After so many studies, progress is told.
_STEP: Final = 500
#: Tables with rows of studies, in the order in which they are written.
STEPS: Final = ("study", "configuration", "ripple", "site", "fact", "link", "stance", "match", "block")

#: Told after each step: what was done, how many steps are done, how many there are.
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A made-up study: its name, its programme, and the variant that it is a copy of."""

    study: str
    programme: str
    variant: str


def name(number: int) -> str:
    """Return the identifier of one made-up study, counted from 0."""
    return f"synthetic-{number:05}"


def draw(count: int, seed: int, variants: int, companions: float) -> Iterator[Drawn]:
    """Yield made-up studies; ``companions`` is the chance that one joins a programme shortly before it."""
    programmes: list[str] = []
    for number in range(count):
        chance = Random(f"{seed}-{number}")  # noqa: S311 - measuring only
        if not programmes or chance.random() >= companions:
            programmes = [*programmes[1 - _NEAR :], name(number)]
            programme = programmes[-1]
        else:
            programme = chance.choice(programmes)
        yield Drawn(name(number), programme, f"synthetic-v{chance.randrange(variants):05}")


def generate(repository: Repository, studies: int, seed: int, progress: Progress) -> None:
    """Add made-up studies to a repository that holds what ships and nothing else.

    The same seed gives the same studies. Raises BadParameter for another kind of store, and for one that holds a study
    that does not ship.
    """
    store = repository.store
    if not isinstance(store, EmbeddedStore):
        raise BadParameter("Made-up studies are written to a folder or to memory. Name a folder with --store.")
    other = next((study for study, each in all_current(store).items() if not each.shipped), "")
    if other:
        raise BadParameter(
            f"Made-up studies never stand beside real ones, and here is '{other}'. Name another --store."
        )
    sources = Sources(repository)
    variants = max(1, min(studies // PER_VARIANT, MOST_VARIANTS))
    made = list(draw(studies, seed, variants, sources.companions))
    packed = _pooled(repository, sources, variants, seed, progress)
    store.load(_quads(made, packed, progress))
    progress("writing the comparison table", 0, 1)
    _tabulate(repository, made)
    store.replace({repository.names.graph("meta"): triples(next_meta(repository.store, repository.names, seeded=True))})
    bring_table_up_to_date(repository)
    progress("writing the comparison table", 1, 1)


def _pooled(repository: Repository, sources: Sources, count: int, seed: int, progress: Progress) -> dict[str, bytes]:
    """Make the variants, write their rows into the table for a while, and return their quads, packed."""
    packed: dict[str, bytes] = {}
    batch: list[Variant] = []
    for variant in sources.variants(count, seed):
        packed[variant.study] = zlib.compress(_text(variant), 1)
        batch.append(variant)
        if len(batch) == BATCH or len(packed) == count:
            _write_rows(repository, batch)
            progress("making variants of real studies", len(packed), count)
            batch = []
    return packed


def _text(variant: Variant) -> bytes:
    return b"".join(line for graph, triples in variant.graphs.items() for line in lines(graph, triples))


def _write_rows(repository: Repository, batch: list[Variant]) -> None:
    names: Names = repository.names
    store = open_store("memory:")
    store.replace({graph: triples for each in batch for graph, triples in each.graphs.items()})
    blocks = study_blocks(store, names, [each.study for each in batch])
    repository.table.write_blocks(zip(blocks, (each.version.key for each in batch), strict=True))
    store.close()


def _quads(made: list[Drawn], packed: dict[str, bytes], progress: Progress) -> Iterator[bytes]:
    for number, each in enumerate(made, 1):
        text = zlib.decompress(packed[each.variant])
        text = text.replace(each.variant.encode(), each.study.encode())
        yield text.replace(programme_of(each.variant).encode(), each.programme.encode())
        if number % _STEP == 0 or number == len(made):
            progress("writing quads", number, len(made))


def _tabulate(repository: Repository, made: list[Drawn]) -> None:
    """Give each made-up study the rows of its variant, under its own name, and forget the variants."""
    columns = {
        "studies": [each.study for each in made],
        "programmes": [each.programme for each in made],
        "variants": [each.variant for each in made],
    }
    steps = [("bench/drawn", columns), ("bench/programme", {})]
    steps += [(f"bench/{step}", {}) for step in STEPS]
    steps += [(f"bench/forget-{step}", {}) for step in ("programme", *reversed(STEPS), "drawn")]
    repository.table.run(steps)
    repository.table.tidy()
