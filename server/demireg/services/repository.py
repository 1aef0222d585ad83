"""One open repository: its store, how its identifiers are minted, and the comparison table beside it."""

from dataclasses import dataclass, field

from demireg.domain.names import Names
from demireg.services.background import Background
from demireg.services.comparing.table import ComparisonTable
from demireg.services.keeping import Kept
from demireg.store.base import Reader, Store


@dataclass(frozen=True, slots=True)
class Repository:
    """What every act works on.

    ``reader`` answers foreign queries and may be another process than ``store``; ``kept`` holds what pages read of the
    store at the present generation, and is made anew for every repository.
    """

    store: Store
    reader: Reader
    names: Names
    table: ComparisonTable
    background: Background = field(default_factory=Background.shipped)
    kept: Kept = field(init=False, default_factory=Kept, compare=False, repr=False)

    def close(self) -> None:
        """Let go of the store and the comparison table."""
        self.table.close()
        self.store.close()
