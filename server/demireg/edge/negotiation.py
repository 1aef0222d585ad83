"""Choose a media type by the Accept header, with q-values, wildcards and exclusions (RFC 9110, 12.5.1).

An explicit ``format`` parameter wins over a suffix of the path, and both over the header.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from demireg.domain.errors import BadParameter, DemiregError
from demireg.services.sparql import Form
from demireg.store import formats

HTML: Final = "text/html"
JSON: Final = "application/json"
CSV: Final = "text/csv"

#: What each form of query may be answered in, the preferred type first.
OFFERED: Final[Mapping[Form, tuple[str, ...]]] = {
    Form.SELECT: tuple(formats.ROWS),
    Form.ASK: tuple(formats.ANSWERS),
    Form.CONSTRUCT: tuple(formats.TRIPLES),
    Form.DESCRIBE: tuple(formats.TRIPLES),
}
#: What a graph of ours may be sent in.
GRAPHS: Final = tuple(formats.TRIPLES)

#: Short names for the ``format`` parameter and for suffixes; a name may stand for several types.
SHORT: Final[Mapping[str, tuple[str, ...]]] = {
    "json": ("application/sparql-results+json", "application/ld+json", JSON),
    "xml": ("application/sparql-results+xml", "application/rdf+xml"),
    "csv": (CSV,),
    "tsv": ("text/tab-separated-values",),
    "ttl": ("text/turtle",),
    "turtle": ("text/turtle",),
    "nt": ("application/n-triples",),
    "ntriples": ("application/n-triples",),
    "rdf": ("application/rdf+xml",),
    "rdfxml": ("application/rdf+xml",),
    "jsonld": ("application/ld+json",),
    "html": (HTML,),
}
#: Suffixes of addresses below ``/id`` and ``/ns``.
SUFFIXES: Final[Mapping[str, str]] = {
    ".ttl": "text/turtle",
    ".nt": "application/n-triples",
    ".rdf": "application/rdf+xml",
    ".jsonld": "application/ld+json",
    ".html": HTML,
}
_GENERAL: Final = {JSON: "+json", "application/xml": "+xml", "text/xml": "+xml"}


class NotAcceptable(DemiregError):
    """The caller accepts none of the media types that the answer could have."""


class UnsupportedMediaType(DemiregError):
    """A body was sent in a media type that is not read here."""


@dataclass(frozen=True, slots=True)
class _Range:
    kind: str
    quality: float

    def fits(self, media_type: str) -> int:
        """Return how closely this range names a type: 0 not at all, 4 exactly."""
        if self.kind == media_type:
            return 4
        if self.kind in _GENERAL and media_type.endswith(_GENERAL[self.kind]):
            return 3
        main = self.kind.partition("/")[0]
        if self.kind.endswith("/*") and main != "*":
            return 2 if media_type.startswith(f"{main}/") else 0
        return 1 if self.kind == "*/*" else 0


def ranked(accept: str, offered: Sequence[str]) -> list[str]:
    """Return those offered types that the header accepts, best first; equal ones in the order offered."""
    if not accept.strip():
        return list(offered)
    ranges = list(_ranges(accept))
    quality = {media_type: _quality(media_type, ranges) for media_type in offered}
    return sorted((each for each in offered if quality[each] > 0), key=lambda each: -quality[each])


def choose(accept: str, offered: Sequence[str]) -> str:
    """Return the best type of those offered. Raises NotAcceptable, naming them, when none is accepted."""
    return acceptable(accept, offered)[0]


def acceptable(accept: str, offered: Sequence[str]) -> list[str]:
    """Return the accepted types, best first and at least one. Raises NotAcceptable, naming what there is."""
    found = ranked(accept, offered)
    if not found:
        raise NotAcceptable(
            f"This answer comes as {', '.join(offered)}, and the Accept header '{accept}' takes none of them."
        )
    return found


def by_format(name: str, offered: Sequence[str]) -> str:
    """Return the offered type that a ``format`` parameter names, short or in full.

    Raises BadParameter, with the names that fit, when it names none of them.
    """
    for media_type in SHORT.get(name.lower(), (name,)):
        if media_type in offered:
            return media_type
    fitting = [short for short, types in SHORT.items() if set(types) & set(offered)]
    raise BadParameter(f"'format' is one of {', '.join(fitting)} here, not '{name}'.")


def prefers_page(accept: str) -> bool:
    """Tell whether HTML is named in the header and nothing else is wanted more: a browser, and no program."""
    ranges = list(_ranges(accept))
    html = max((each.quality for each in ranges if each.kind in {HTML, "application/xhtml+xml"}), default=0.0)
    return html > 0 and html >= max(each.quality for each in ranges)


def _quality(media_type: str, ranges: Iterable[_Range]) -> float:
    closest = max(ranges, key=lambda each: each.fits(media_type), default=None)
    return closest.quality if closest is not None and closest.fits(media_type) else 0.0


def _ranges(accept: str) -> Iterable[_Range]:
    for entry in accept.split(","):
        kind, *parameters = (piece.strip() for piece in entry.split(";"))
        if kind:
            yield _Range("*/*" if kind == "*" else kind.lower(), _q(parameters))


def _q(parameters: Iterable[str]) -> float:
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "q":
            try:
                return min(max(float(value), 0.0), 1.0)
            except ValueError:
                return 0.0
    return 1.0
