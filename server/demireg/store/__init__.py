"""Where triples live: one protocol, two kinds of store, and ``open_store`` that picks one.

``base`` says what a store promises, ``embedded`` and ``remote`` keep the promise, ``envelope`` is the update text they
send, ``terms`` and ``formats`` the only places where terms and answers change their form. Imports ``domain`` and
``assets`` only.
"""

from pathlib import Path
from urllib.parse import unquote, urlsplit, urlunsplit

from demireg.domain.errors import StoreDown
from demireg.store.base import Store
from demireg.store.embedded import EmbeddedStore
from demireg.store.remote import RemoteStore

__all__ = ["folder_of", "open_store"]


def open_store(where: str) -> Store:
    """Open the store that ``where`` names: ``memory:``, a folder, or a SPARQL endpoint's address.

    An endpoint is given by its query address, whose last ``/query`` becomes ``/update`` for writing, or as
    ``QUERY|UPDATE``; a name and password may stand before the host, as in ``https://name:password@host/query``. Raises
    StoreBusy when another process has the folder, StoreDown when the store cannot be opened.
    """
    if where.startswith(("http://", "https://")):
        query, _, update = where.partition("|")
        address, login = _parted(query)
        return RemoteStore(address, _parted(update)[0] or _update_address(address), login)
    return EmbeddedStore(folder_of(where))


def folder_of(where: str) -> Path | None:
    """Return the folder that ``where`` names, None for memory and for an endpoint.

    Raises StoreDown for what names no store at all.
    """
    if where == "memory:" or where.startswith(("http://", "https://")):
        return None
    if not where or "://" in where or "\0" in where:
        raise StoreDown(f"'{where}' names no store: give memory:, a folder, or an address that begins with https://.")
    try:
        return Path(where).expanduser()
    except RuntimeError as error:
        raise StoreDown(f"'{where}' names no store: there is no user of that name here. Give a folder.") from error


def _update_address(query: str) -> str:
    return f"{query.removesuffix('/query')}/update" if query.endswith("/query") else query


def _parted(address: str) -> tuple[str, tuple[str, str] | None]:
    """Take the name and password out of an address, so that no message ever shows them."""
    try:
        parts = urlsplit(address)
        _ = parts.port
    except ValueError as error:
        raise StoreDown(
            "The store's address cannot be read: host or port are malformed. Give one such as https://example.org/query."
        ) from error
    if parts.username is None:
        return address, None
    bare = urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))
    return bare, (unquote(parts.username), unquote(parts.password or ""))
