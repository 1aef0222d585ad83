"""What ships with demireg, for commands that need no store, read once in a process."""

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from demireg.services.background import Background


@cache
def shipped() -> "Background":
    """Return the ontology, vocabularies and theories that ship."""
    from demireg.services.background import Background

    return Background.shipped()
