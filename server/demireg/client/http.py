"""A repository behind an address: plain requests that stay on its host, end in time and read no more than a bound."""

import json
import re
from collections.abc import Mapping
from http.client import HTTPException, HTTPMessage
from typing import IO, Any, Final
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlencode, urlsplit
from urllib.request import HTTPRedirectHandler, OpenerDirector, Request, build_opener

from demireg import __version__
from demireg.client.source import Table, of_answer, of_measures, of_question, of_records, of_results
from demireg.domain import errors
from demireg.domain.errors import BadParameter, DemiregError, Refused, StoreDown, TooLarge

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
        if not urlsplit(address).netloc:
            raise BadParameter(f"'{address[:80]}' names no host; an address is like http://127.0.0.1:8000/.")
        self._address = address.rstrip("/")
        self._timeout = timeout
        self._opener: OpenerDirector = build_opener(_SameHost)

    def compare(self, measure: str, values: Mapping[str, str]) -> Table:
        """Return the answer of a measure."""
        return of_answer(self._json(f"/api/compare/{quote(measure, safe='')}", {**values, "format": "table"}))

    def ask(self, question: str, values: Mapping[str, str]) -> Table:
        """Return the answer to a question."""
        return of_question(self._json(f"/api/questions/{quote(question, safe='')}", {**values, "format": "json"}))

    def studies(self) -> Table:
        """Return the studies."""
        return of_records(self._json("/api/studies", {}))

    def measures(self) -> Table:
        """Return what can be compared."""
        return of_measures(self._json("/api/compare", {}))

    def sparql(self, query: str) -> Table | bool | str:
        """Return the bindings of a SELECT, the answer to an ASK, or Turtle."""
        headers = {"Content-Type": "application/sparql-query", "Accept": f"{_RESULTS}, text/turtle;q=0.9"}
        body, media_type = self._sent(Request(f"{self._address}/sparql", query.encode(), headers))  # noqa: S310
        return of_results(self._read(body)) if media_type.startswith(_RESULTS) else body.decode()

    def close(self) -> None:
        """Nothing is held open between two answers."""

    def _json(self, path: str, values: Mapping[str, str]) -> Any:  # noqa: ANN401 (any JSON)
        address = f"{self._address}{path}" + (f"?{urlencode(values)}" if values else "")
        body, _ = self._sent(Request(address, headers={"Accept": "application/json"}))  # noqa: S310 - http by connect
        return self._read(body)

    def _read(self, body: bytes) -> Any:  # noqa: ANN401 (any JSON)
        try:
            return json.loads(body)
        except ValueError as fault:
            raise StoreDown(f"{self._address} answered with what is no JSON. Is it a demireg service?") from fault

    def _sent(self, request: Request) -> tuple[bytes, str]:
        request.add_header("User-Agent", f"demireg/{__version__}")
        try:
            with self._opener.open(request, timeout=self._timeout) as answer:
                body = answer.read(MOST_BYTES + 1)
                media_type = str(answer.headers.get("content-type", ""))
        except HTTPError as fault:
            raise _explained(fault) from fault
        except (URLError, HTTPException, OSError) as fault:
            reason = getattr(fault, "reason", fault)
            raise StoreDown(
                f"{self._address} does not answer: {reason}. See that the service runs there, and the address."
            ) from fault
        if len(body) > MOST_BYTES:
            raise TooLarge(f"The answer is over {MOST_BYTES // 1_000_000} MB. Narrow the question by filters.")
        return body, media_type


def _explained(fault: HTTPError) -> DemiregError:
    """Return the error that a problem document tells of, with its sentence."""
    try:
        said = json.loads(fault.read(MOST_BYTES))
        kind, detail = str(said["type"]).removeprefix(_PREFIX), str(said["detail"])
    except (ValueError, KeyError, TypeError):
        return StoreDown(f"{fault.url} answered with status {fault.code} and no explanation. Is it a demireg service?")
    name = re.sub(r"(?:^|-)(\w)", lambda match: match[1].upper(), kind)
    found = getattr(errors, name, None)
    plain = isinstance(found, type) and issubclass(found, DemiregError) and found not in _PLAIN
    return found(detail) if plain and found is not None else DemiregError(detail)


def _origin(address: str) -> tuple[str, str]:
    parts = urlsplit(address)
    return parts.scheme, parts.netloc.lower()
