"""demireg: a theory repository for realist evaluation.

``demireg.connect(address or folder)`` asks a repository from Python.

Floors, each importing only from those below it: ``cli`` (commands) and ``client`` (the same from Python), ``app`` (the
service put together), ``api`` and ``web`` (two faces of it), ``edge`` (what both faces share), ``services`` (the acts),
``store`` (where triples live), ``domain`` (the field's nouns), ``assets`` and ``settings``.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from demireg.client import connect

__all__ = ["__version__", "connect"]
__version__ = "0.1.0"


def __getattr__(name: str) -> object:
    """Return ``connect``, whose libraries are loaded only when somebody asks for it."""
    if name != "connect":
        raise AttributeError(f"module 'demireg' has no attribute '{name}'")
    from demireg.client import connect

    return connect
