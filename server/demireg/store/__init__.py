"""Where triples live: one protocol, two kinds of store, and ``open_store`` that picks one.

``base`` says what a store promises, ``embedded`` and ``remote`` keep the promise, ``envelope`` is the update text they
send, ``terms`` and ``formats`` the only places where terms and answers change their form. Imports ``domain`` and
``assets`` only.
"""

from pathlib import Path

from demireg.store.base import Store
from demireg.store.embedded import EmbeddedStore
from demireg.store.remote import RemoteStore

__all__ = ["open_store"]


def open_store(where: str) -> Store:
    """Open the store that ``where`` names: ``memory:``, a folder, or a SPARQL endpoint's address.

    An endpoint is given by its query address, whose last ``/query`` becomes ``/update`` for writing, or as
    ``QUERY|UPDATE``. Raises StoreBusy when another process has the folder, StoreDown when the store cannot be opened.
    """
    if where == "memory:":
        return EmbeddedStore()
    if where.startswith(("http://", "https://")):
        query, _, update = where.partition("|")
        return RemoteStore(query, update or _update_address(query))
    return EmbeddedStore(Path(where).expanduser())


def _update_address(query: str) -> str:
    return f"{query.removesuffix('/query')}/update" if query.endswith("/query") else query
