"""One open repository: its store, how its identifiers are minted, and the comparison table beside it."""

from dataclasses import dataclass, field

from demireg.domain.names import Names
from demireg.services.background import Background
from demireg.services.comparing.table import ComparisonTable
from demireg.store.base import Reader, Store


@dataclass(frozen=True, slots=True)
class Repository:
    """What every act works on. ``reader`` answers foreign queries and may be another process than ``store``."""

    store: Store
    reader: Reader
    names: Names
    table: ComparisonTable
    background: Background = field(default_factory=Background.shipped)

    def close(self) -> None:
        """Let go of the store and the comparison table."""
        self.table.close()
        self.store.close()
