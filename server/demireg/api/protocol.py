"""Read a request of the SPARQL 1.1 protocol into what is asked, whichever way it was sent."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qsl

from demireg.domain.errors import BadParameter, Refused
from demireg.edge.negotiation import UnsupportedMediaType
from demireg.store.base import Dataset

#: More fields than any query needs; a form of ten thousand is not read to its end.
_MOST_FIELDS: Final = 1000
_FORM: Final = "application/x-www-form-urlencoded"
_QUERY: Final = "application/sparql-query"
_UPDATE: Final = "application/sparql-update"
_READ_ONLY: Final = "This address answers queries and takes no updates. Evidence enters through `demireg import`."


@dataclass(frozen=True, slots=True)
class Asked:
    """What a request asks: ``query`` is None when there is none, ``form`` the ``format`` parameter or empty."""

    query: str | None
    dataset: Dataset
    form: str


def read_get(query_string: bytes) -> Asked:
    """Read a query sent by GET. Raises Refused for an update, BadParameter for anything but one query."""
    return _asked(_fields(query_string, "address"))


def read_post(content_type: str, body: bytes, query_string: bytes) -> Asked:
    """Read a query sent by POST, as a form or as it is.

    Raises UnsupportedMediaType for another body, Refused for an update, BadParameter for text that is not UTF-8 or
    anything but one query.
    """
    media_type, _, parameters = content_type.partition(";")
    kind = media_type.strip().lower()
    if kind == _FORM:
        return _asked(_fields(body, "form"))
    if kind == _UPDATE:
        raise Refused(_READ_ONLY)
    if kind != _QUERY:
        raise UnsupportedMediaType(f"A query is sent as {_QUERY} or {_FORM}, not as '{kind or 'nothing named'}'.")
    charset = parameters.partition("charset=")[2].strip().strip('"').lower()
    if charset not in {"", "utf-8", "utf8"}:
        raise UnsupportedMediaType(f"A query is sent in UTF-8, not in {charset}.")
    fields = _fields(query_string, "address")
    if "query" in fields:
        raise BadParameter("The query stands in the body and in the address; send it once.")
    return _asked({**fields, "query": [_text(body)]})


def _asked(fields: Mapping[str, Sequence[str]]) -> Asked:
    if "update" in fields or {"using-graph-uri", "using-named-graph-uri"} & fields.keys():
        raise Refused(_READ_ONLY)
    given = fields.get("query", [])
    if len(given) > 1:
        raise BadParameter(f"There are {len(given)} parameters called 'query'; send one.")
    return Asked(given[0] if given else None, _dataset(fields), (fields.get("format") or [""])[-1])


def _dataset(fields: Mapping[str, Sequence[str]]) -> Dataset:
    """Return both lists as soon as one is given: what is not named is then not seen."""
    default, named = fields.get("default-graph-uri"), fields.get("named-graph-uri")
    return Dataset() if default is None and named is None else Dataset(tuple(default or ()), tuple(named or ()))


def _fields(encoded: bytes, where: str) -> dict[str, list[str]]:
    try:
        pairs = parse_qsl(encoded.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=_MOST_FIELDS)
    except UnicodeError as error:
        raise BadParameter(f"The {where} is not UTF-8, percent-encoded: {error}.") from error
    except ValueError as error:
        raise BadParameter(f"The {where} has more than {_MOST_FIELDS} fields.") from error
    fields: dict[str, list[str]] = {}
    for name, value in pairs:
        fields.setdefault(name, []).append(value)
    return fields


def _text(body: bytes) -> str:
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadParameter(f"The query is not UTF-8 text: byte {error.start} does not fit.") from error
