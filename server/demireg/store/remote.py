"""Any SPARQL 1.1 endpoint with update, spoken to through SPARQLWrapper."""

import ast
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from http.client import HTTPException
from typing import BinaryIO, Final
from urllib.error import URLError

import pyoxigraph as ox
from rdflib import Graph, URIRef
from SPARQLWrapper import INSERT, POST, SELECT, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import QueryBadFormed, SPARQLWrapperException

from demireg import assets
from demireg.domain.errors import BadQuery, StoreDown, TooLarge, Unreadable
from demireg.store import formats, terms
from demireg.store.base import Dataset, Row, Serialised, Triple
from demireg.store.capped import MOST_BYTES
from demireg.store.envelope import replacement

#: A longer query travels in the body of a POST; many servers refuse addresses beyond some thousand characters.
LONGEST_ADDRESS: Final = 1500

_JSON: Final = "application/sparql-results+json"
_NTRIPLES: Final = "application/n-triples"
_AGENT: Final = "demireg"


class RemoteStore:
    """A store behind an endpoint's query and update addresses."""

    def __init__(
        self, query_address: str, update_address: str, login: tuple[str, str] | None = None, timeout: int = 60
    ) -> None:
        """Open the endpoint with name and password, if any; each request may take ``timeout`` seconds.

        Raises StoreDown when the endpoint does not answer or hides named graphs from queries.
        """
        self._query_address = query_address
        self._update_address = update_address
        self._login = login
        self._timeout = timeout
        self._union_proved = False
        self._refuse_hidden_graphs()

    def select(self, query: str) -> list[Row]:
        """Return the rows of a SELECT query. Raises BadQuery or StoreDown."""
        results = self._results(query)
        if "results" not in results:
            raise BadQuery("A SELECT query belongs here, and this is another form.")
        return [
            {name: terms.from_json(binding) for name, binding in row.items()} for row in results["results"]["bindings"]
        ]

    def ask(self, query: str) -> bool:
        """Return the answer to an ASK query. Raises BadQuery or StoreDown."""
        results = self._results(query)
        if "boolean" not in results:
            raise BadQuery("An ASK query belongs here, and this is another form.")
        return bool(results["boolean"])

    def construct(self, query: str) -> Graph:
        """Return the graph of a CONSTRUCT or DESCRIBE query. Raises BadQuery or StoreDown."""
        return terms.graph(self._triples(query))

    def answer(self, query: str, accept: Sequence[str], dataset: Dataset) -> Serialised:
        """Have the endpoint evaluate and serialise any read-only form.

        Raises BadQuery for text that is no query, TooLarge for an answer over the cap, StoreDown otherwise.
        """
        wanted = [*accept, next(iter(formats.ROWS)), next(iter(formats.TRIPLES))]
        return self._ask_endpoint(query, wanted, dataset)

    def replace(self, graphs: Mapping[str, Iterable[Triple]]) -> None:
        """Put each graph in the place of what had its name, in one request.

        Raises Unreadable for a term that cannot be stored, StoreDown when the endpoint refuses or is silent.
        """
        text = replacement(graphs)
        if not text:
            return
        client = self._client(text, INSERT)
        client.setMethod(POST)
        try:
            with self._translated(self._update_address):
                client.query().response.read()
        except BadQuery as error:
            raise Unreadable(f"The endpoint does not take a term in {', '.join(graphs)}. {error}") from error
        if not self._union_proved:  # an endpoint that was empty when it was opened could not show it
            self._refuse_hidden_graphs()
            self._union_proved = True

    def get(self, graph: str) -> Graph:
        """Return a copy of one named graph, empty when there is none."""
        return self.construct(_stored_query("graph", graph))

    def graphs(self) -> list[str]:
        """Return the names of all graphs, sorted."""
        return sorted(str(row["graph"]) for row in self.select(_stored_query("graphs")))

    def size(self) -> int:
        """Return the number of triples in all graphs."""
        return int(self.select(_stored_query("size"))[0]["triples"])

    def dump(self, target: BinaryIO) -> None:
        """Write all graphs as N-Quads, graph by graph in the order of their names, lines sorted within each."""
        for graph in self.graphs():
            triples = ox.serialize(self._triples(_stored_query("graph", graph)), format=ox.RdfFormat.N_TRIPLES)
            target.writelines(terms.quads(triples or b"", graph))

    def close(self) -> None:
        """Nothing to let go of: each request has a connection of its own."""

    def _refuse_hidden_graphs(self) -> None:
        if self.ask(_stored_query("hidden")):
            raise StoreDown(
                f"The default graph at {self._query_address} is not the union of its named graphs, and every "
                "question relies on that. Switch it on at the endpoint: Oxigraph has --union-default-graph, "
                "Fuseki tdb2:unionDefaultGraph; Virtuoso and GraphDB have it from the start."
            )

    def _results(self, query: str) -> dict[str, dict[str, list[dict[str, dict[str, str]]]]]:
        body = self._ask_endpoint(query, [_JSON], Dataset()).body
        try:
            results: dict[str, dict[str, list[dict[str, dict[str, str]]]]] = json.loads(body)
        except ValueError as error:
            raise StoreDown(
                f"{self._query_address} does not answer in SPARQL JSON: {error}. Is it a SPARQL endpoint's address?"
            ) from error
        return results

    def _triples(self, query: str) -> Iterator[ox.Triple]:
        body = self._ask_endpoint(query, [_NTRIPLES], Dataset()).body
        try:
            for quad in ox.parse(body, format=ox.RdfFormat.N_TRIPLES):
                yield quad.triple
        except SyntaxError as error:
            raise StoreDown(f"{self._query_address} does not answer in N-Triples: {error}.") from error

    def _ask_endpoint(self, query: str, accept: Sequence[str], dataset: Dataset) -> Serialised:
        client = self._client(query, SELECT)
        client.addCustomHttpHeader("Accept", _ranked(accept))
        for graph in dataset.default_graphs or ():
            client.addParameter("default-graph-uri", graph)
        for graph in dataset.named_graphs or ():
            client.addParameter("named-graph-uri", graph)
        if len(query) > LONGEST_ADDRESS:
            client.setMethod(POST)
        with self._translated(self._query_address):
            response = client.query().response
            body: bytes = response.read(MOST_BYTES + 1)
            media_type = str(response.headers.get_content_type())
        if len(body) > MOST_BYTES:
            raise TooLarge(f"The answer is over {MOST_BYTES // 1_000_000} MB; ask for less with LIMIT.")
        return Serialised(body, media_type)

    def _client(self, text: str, kind: str) -> SPARQLWrapper:
        client = SPARQLWrapper(self._query_address, updateEndpoint=self._update_address, agent=_AGENT)
        client.setOnlyConneg(True)
        client.setTimeout(self._timeout)
        if self._login is not None:
            client.setCredentials(*self._login)
        # setQuery would guess the kind from any word in the text, a comment's included, and with it the address
        client.queryString, client.queryType = text, kind
        return client

    @contextmanager
    def _translated(self, address: str) -> Iterator[None]:
        """Let what SPARQLWrapper, urllib and the sockets raise leave as an error of ours."""
        try:
            yield
        except QueryBadFormed as error:
            raise BadQuery(f"The endpoint cannot read this: {_reason(error)}") from error
        except (SPARQLWrapperException, URLError, HTTPException, OSError) as error:
            raise StoreDown(
                f"The SPARQL endpoint at {address} does not answer as it should: {_reason(error)}. "
                "Check that it runs, that the address is right, and that this machine may write to it; "
                "a different update address is given as QUERY|UPDATE."
            ) from error


def _stored_query(name: str, graph: str = "") -> str:
    text = (assets.folder("queries") / "store" / f"{name}.rq").read_text(encoding="utf-8")
    return "\n".join(
        line if line.startswith("#") else line.replace("$graph", terms.written(URIRef(graph)) if graph else "")
        for line in text.splitlines()
    )


def _ranked(accept: Sequence[str]) -> str:
    """Return an Accept header that keeps the order of preference."""
    ranked = dict.fromkeys(accept)
    return ", ".join(f"{media_type};q={1 - place / 100:.2f}" for place, media_type in enumerate(ranked))


def _reason(error: Exception) -> str:
    if isinstance(error, SPARQLWrapperException):
        said = str(error).partition("Response:\n")[2]  # SPARQLWrapper quotes the body as Python bytes
        return bytes(ast.literal_eval(said)).decode("utf-8", "replace").strip() if said else str(error)
    return str(error) or type(error).__name__
