"""A repository behind an address: plain requests that stay on its host, end in time and read no more than a bound."""

import json
import re
from collections.abc import Callable, Mapping
from http.client import HTTPException, HTTPMessage
from typing import IO, Any, Final, TypeVar
from urllib.error import HTTPError
from urllib.parse import quote, urlencode, urlsplit
from urllib.request import HTTPRedirectHandler, OpenerDirector, Request, build_opener

from demireg import __version__
from demireg.client.source import Table, of_answer, of_kept, of_measures, of_question, of_records, of_results
from demireg.domain import errors
from demireg.domain.errors import BadParameter, DemiregError, Refused, StoreDown, TooLarge
from demireg.services.importing.characters import shortened

_Made = TypeVar("_Made")
#: The most bytes of one answer.
MOST_BYTES: Final = 200_000_000
_RESULTS: Final = "application/sparql-results+json"
_PREFIX: Final = "urn:demireg:problem:"
_PLAIN: Final = frozenset((errors.Invalid, errors.Unreadable, errors.Retracted))


class _SameHost(HTTPRedirectHandler):
    """Follows a redirection on the same host only, so that nobody is sent elsewhere with what was asked."""

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> Request | None:
        if _origin(newurl) != _origin(req.full_url):
            raise Refused(f"{req.full_url} sends on to {newurl}, another host, which is not followed. Ask there.")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


class OverHttp:
    """A service. Raises what it explains as the same errors, StoreDown when it does not answer."""

    def __init__(self, address: str, timeout: float) -> None:
        if not address.isprintable() or not _origin(address)[1]:
            raise BadParameter(f"'{shortened(address)}' names no host; an address is like http://127.0.0.1:8000/.")
        self._address = address.rstrip("/")
        self._timeout = timeout
        self._opener: OpenerDirector = build_opener(_SameHost)

    def compare(self, measure: str, values: Mapping[str, str]) -> Table:
        """Return the answer of a measure."""
        path = f"/api/compare/{quote(measure, safe='', errors='replace')}"
        return self._made(of_answer, self._json(path, {**values, "format": "table"}))

    def ask(self, question: str, values: Mapping[str, str]) -> Table:
        """Return the answer to a question."""
        path = f"/api/questions/{quote(question, safe='', errors='replace')}"
        return self._made(of_question, self._json(path, {**values, "format": "json"}))

    def studies(self) -> Table:
        """Return the studies."""
        return self._made(lambda told: of_records(_list(told)), self._json("/api/studies", {}))

    def measures(self) -> Table:
        """Return what can be compared."""
        return self._made(lambda told: of_measures(_list(told)), self._json("/api/compare", {}))

    def comparisons(self) -> Table:
        """Return the comparisons that are kept."""
        told = self._json("/api/comparisons", {})["comparisons"]
        return of_kept(told)

    def again(self, name: str, version: int) -> Table:
        """Return what has changed since a comparison was kept."""
        values = {"format": "table"} | ({"version": str(version)} if version else {})
        return of_answer(self._json(f"/api/comparisons/{quote(name, safe='')}/again", values))

    def sparql(self, query: str) -> Table | bool | str:
        """Return the bindings of a SELECT, the answer to an ASK, or Turtle."""
        headers = {"Content-Type": "application/sparql-query", "Accept": f"{_RESULTS}, text/turtle;q=0.9"}
        body, media_type = self._sent(Request(f"{self._address}/sparql", query.encode(errors="replace"), headers))  # noqa: S310
        return self._made(of_results, self._read(body)) if media_type.startswith(_RESULTS) else body.decode()

    def close(self) -> None:
        """Nothing is held open between two answers."""

    def _json(self, path: str, values: Mapping[str, str]) -> Any:  # noqa: ANN401 (any JSON)
        address = f"{self._address}{path}" + (f"?{urlencode(values, errors='replace')}" if values else "")
        body, _ = self._sent(Request(address, headers={"Accept": "application/json"}))  # noqa: S310 - http by connect
        return self._read(body)

    def _read(self, body: bytes) -> Any:  # noqa: ANN401 (any JSON)
        try:
            return json.loads(body)
        except (ValueError, RecursionError) as fault:
            raise StoreDown(f"{self._address} answered with what is no JSON. Is it a demireg service?") from fault

    def _made(self, of: Callable[[Any], _Made], told: Any) -> _Made:  # noqa: ANN401 (any JSON)
        try:
            return _even(of(told))
        except (AttributeError, KeyError, IndexError, TypeError, ValueError) as fault:
            raise StoreDown(f"{self._address} answered with JSON of another kind. Is it a demireg service?") from fault

    def _sent(self, request: Request) -> tuple[bytes, str]:
        request.add_header("User-Agent", f"demireg/{__version__}")
        try:
            with self._opener.open(request, timeout=self._timeout) as answer:
                body = answer.read(MOST_BYTES + 1)
                due = str(answer.headers.get("content-length", ""))
                media_type = str(answer.headers.get("content-type", ""))
        except HTTPError as fault:
            raise _explained(fault) from fault
        except (HTTPException, OSError, ValueError, OverflowError) as fault:  # ValueError: what is no address
            reason = getattr(fault, "reason", fault)
            raise StoreDown(
                f"{self._address} does not answer: {reason}. See that the service runs there, and the address."
            ) from fault
        if due.isdigit() and len(body) < min(int(due), MOST_BYTES):
            raise StoreDown(f"{self._address} broke off after {len(body):,} of {int(due):,} bytes. Ask again.")
        if len(body) > MOST_BYTES:
            raise TooLarge(f"The answer is over {MOST_BYTES // 1_000_000} MB. Narrow the question by filters.")
        return body, media_type


def _explained(fault: HTTPError) -> DemiregError:
    """Return the error that a problem document tells of, with its sentence."""
    try:
        said = json.loads(fault.read(MOST_BYTES))
        kind, detail = str(said["type"]).removeprefix(_PREFIX), str(said["detail"])
    except (ValueError, KeyError, TypeError, RecursionError):
        return StoreDown(f"{fault.url} answered with status {fault.code} and no explanation. Is it a demireg service?")
    name = re.sub(r"(?:^|-)(\w)", lambda match: match[1].upper(), kind)
    found = getattr(errors, name, None)
    plain = isinstance(found, type) and issubclass(found, DemiregError) and found not in _PLAIN
    return found(detail) if plain and found is not None else DemiregError(detail)


def _even(made: _Made) -> _Made:
    if isinstance(made, Table) and any(len(row) != len(made.columns) for row in made.rows):
        raise ValueError
    return made


def _list(told: Any) -> list[Any]:  # noqa: ANN401 (any JSON)
    if not isinstance(told, list):
        raise TypeError
    return told


def _origin(address: str) -> tuple[str, str]:
    """Return the scheme and the host of an address, both empty where it is none."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return "", ""
    return parts.scheme, parts.netloc.lower()
