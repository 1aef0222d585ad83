"""Oxigraph inside this process: in memory for one run, or in a folder that stays."""

import threading
import traceback
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Final, Self, TypeVar

import pyoxigraph as ox
from rdflib import Graph

from demireg.domain.errors import BadQuery, DemiregError, StoreBusy, StoreDown, Unreadable
from demireg.domain.names import DEFAULT_BASE
from demireg.store import formats, terms
from demireg.store.base import Dataset, Row, Serialised, Triple
from demireg.store.capped import MOST_BYTES, CappedBuffer
from demireg.store.envelope import replacement
from demireg.store.streamed import streamed

_Solutions = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples
_Format = TypeVar("_Format")

#: Which kind of answer each of our verbs expects.
_KIND: Final = {ox.QuerySolutions: "SELECT", ox.QueryBoolean: "ASK", ox.QueryTriples: "CONSTRUCT or DESCRIBE"}


class EmbeddedStore:
    """A store that this process owns alone; reads run side by side, writes one after the other."""

    def __init__(self, folder: Path | None = None, most_bytes: int = MOST_BYTES) -> None:
        """Open a folder, or memory for none; ``most_bytes`` is the cap of one answer to a foreign query.

        Raises StoreBusy when another process has the folder, StoreDown when it cannot be opened.
        """
        self._folder = folder
        self._most_bytes = most_bytes
        self._writing = threading.Lock()
        self._open: ox.Store | None = _open(folder)

    @classmethod
    def read_only(cls, folder: Path) -> Self:
        """Open a folder for reading, also beside other readers, while nobody writes to it.

        Raises StoreDown when it cannot be opened.
        """
        store = cls()
        with _translated():
            store._open = ox.Store.read_only(str(folder))
        return store

    def select(self, query: str) -> list[Row]:
        """Return the rows of a SELECT query. Raises BadQuery, or StoreDown when evaluation fails."""
        with _translated():
            return self._rows(query)

    def ask(self, query: str) -> bool:
        """Return the answer to an ASK query. Raises BadQuery, or StoreDown when evaluation fails."""
        with _translated():
            return self._verdict(query)

    def construct(self, query: str) -> Graph:
        """Return the graph of a CONSTRUCT or DESCRIBE query. Raises BadQuery or StoreDown."""
        with _translated():
            return self._constructed(query)

    def answer(self, query: str, accept: Sequence[str], dataset: Dataset) -> Serialised:
        """Evaluate any read-only form and serialise it in the first accepted type that suits the form.

        Raises BadQuery for text that is no query, TooLarge for an answer over the cap, StoreDown otherwise.
        """
        with _translated():
            return self._serialised(query, accept, dataset)

    def replace(self, graphs: Mapping[str, Iterable[Triple]]) -> None:
        """Put each graph in the place of what had its name, all or none; a folder is on disk when this returns.

        Raises Unreadable for a term that cannot be stored, StoreDown when writing fails.
        """
        text = replacement(graphs)
        if not text:
            return
        with self._writing, _translated():
            try:
                self._store.update(text)
            except SyntaxError as error:
                raise Unreadable(f"The store does not take a term in {', '.join(graphs)}: {error}.") from error
            if self._folder is not None:
                self._store.flush()

    def load(self, quads: Iterable[bytes]) -> None:
        """Add N-Quads in a stream, pieces of text of any length, for what is too large for ``replace``.

        Nothing that is there is removed, and it is not one transaction: what was read before a fault may have come in.
        Raises Unreadable for text that is no N-Quads, StoreDown when writing fails.
        """
        with self._writing, _translated():
            try:
                self._store.bulk_load(input=streamed(quads), format=ox.RdfFormat.N_QUADS)
            except SyntaxError as error:
                raise Unreadable(f"The store does not take these quads: {error}.") from error
            if self._folder is not None:
                self._store.flush()

    def get(self, graph: str) -> Graph:
        """Return a copy of one named graph, empty when there is none."""
        with _translated():
            return terms.graph(quad.triple for quad in self._store.quads_for_pattern(None, None, None, _named(graph)))

    def graphs(self) -> list[str]:
        """Return the names of all graphs, sorted."""
        with _translated():
            return sorted(graph.value for graph in self._store.named_graphs())

    def size(self) -> int:
        """Return the number of triples in all graphs."""
        with _translated():
            return len(self._store)

    def dump(self, target: BinaryIO) -> None:
        """Write all graphs as N-Quads, graph by graph in the order of their names, lines sorted within each."""
        with self._writing:
            for graph in self.graphs():
                with _translated():
                    triples = self._store.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=_named(graph))
                target.writelines(terms.quads(triples or b"", graph))

    def close(self) -> None:
        """Let go of the folder; safe to call twice."""
        self._open = None

    @property
    def _store(self) -> ox.Store:
        if self._open is None:
            raise StoreDown("This store was closed; open it again with open_store.")
        return self._open

    def _rows(self, query: str) -> list[Row]:
        found = self._query(query)
        if not isinstance(found, ox.QuerySolutions):
            raise _wrong_form(found, "SELECT")
        names = [variable.value for variable in found.variables]
        return [
            {name: terms.from_oxigraph(term) for name in names if (term := solution[name]) is not None}
            for solution in found
        ]

    def _verdict(self, query: str) -> bool:
        found = self._query(query)
        if not isinstance(found, ox.QueryBoolean):
            raise _wrong_form(found, "ASK")
        return bool(found)

    def _constructed(self, query: str) -> Graph:
        found = self._query(query)
        if not isinstance(found, ox.QueryTriples):
            raise _wrong_form(found, "CONSTRUCT or DESCRIBE")
        return terms.graph(found)

    def _serialised(self, query: str, accept: Sequence[str], dataset: Dataset) -> Serialised:
        found = self._query(query, dataset)
        buffer = CappedBuffer(self._most_bytes)
        if isinstance(found, ox.QueryTriples):
            media_type, rdf = _first(formats.TRIPLES, accept)
            found.serialize(buffer, format=rdf)
        else:
            table = formats.ROWS if isinstance(found, ox.QuerySolutions) else formats.ANSWERS
            media_type, results = _first(table, accept)
            found.serialize(buffer, format=results)
        return Serialised(buffer.getvalue(), media_type)

    def _query(self, query: str, dataset: Dataset | None = None) -> _Solutions:
        if dataset is None or dataset == Dataset():
            return self._store.query(query, base_iri=DEFAULT_BASE, use_default_graph_as_union=True)
        return self._store.query(  # both lists, always: with one alone, GRAPH ?g would still see everything
            query,
            base_iri=DEFAULT_BASE,
            default_graph=[_named(graph) for graph in dataset.default_graphs or ()],
            named_graphs=[_named(graph) for graph in dataset.named_graphs or ()],
        )


def _open(folder: Path | None) -> ox.Store:
    if folder is None:
        return ox.Store()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return ox.Store(str(folder))
    except (OSError, RuntimeError, ValueError) as error:
        if "lock" in str(error).lower():
            raise StoreBusy(
                f"The store in {folder} is in use by another process, and only one may have it. "
                "End the other one (a running `demireg serve`, for example), ask it over HTTP instead, "
                "or name another folder with --store."
            ) from error
        raise StoreDown(
            f"The store in {folder} cannot be opened: {str(error).rstrip('.')}. "
            "Check that it is a folder you may write to, or name another one with --store. If its files are damaged, "
            "put back a copy of it, or move it away and seed a new one."
        ) from error


@contextmanager
def _translated() -> Iterator[None]:
    """Let what Oxigraph raises leave as an error of ours.

    An answer of Oxigraph may be let go of only in the thread that got it, and is leaked otherwise. The frames of a
    traceback would carry it off to wherever the error is handled, so they are emptied here.
    """
    try:
        yield
    except (DemiregError, SyntaxError, OSError, RuntimeError, ValueError) as error:
        traceback.clear_frames(error.__traceback__)
        if isinstance(error, DemiregError):
            raise
        if isinstance(error, SyntaxError):
            raise BadQuery(f"This is not a SPARQL query that can be read: {error}.") from error
        raise StoreDown(f"The store could not finish this: {error}.") from error


def _named(graph: str) -> ox.NamedNode:
    return terms.to_oxigraph(graph)


def _wrong_form(found: _Solutions, wanted: str) -> BadQuery:
    return BadQuery(f"A {wanted} query belongs here, and this is {_KIND[type(found)]}.")


def _first(table: Mapping[str, _Format], accept: Sequence[str]) -> tuple[str, _Format]:
    chosen = next((media_type for media_type in accept if media_type in table), next(iter(table)))
    return chosen, table[chosen]
