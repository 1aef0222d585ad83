"""Write triples that the store sent in another media type, without making objects of them."""

import re

import pyoxigraph as ox

from demireg.domain.names import PREFIXES
from demireg.store import formats


def rewritten(ntriples: bytes, media_type: str, genid: str) -> bytes:
    """Return N-Triples in another of the media types for triples, steadily ordered.

    Identifiers below ``genid`` stand for blank nodes and become such again, so that expressions are what OWL asks for.
    """
    blank = re.compile(rb"<" + re.escape(genid.encode()) + rb"[\w/.-]*?(\w+)>")
    labelled = blank.sub(rb"_:\1", ntriples)
    lines = sorted(set(labelled.splitlines(keepends=True)))
    if formats.TRIPLES[media_type] == ox.RdfFormat.N_TRIPLES:
        return b"".join(lines)
    parsed = ox.parse(input=b"".join(lines), format=ox.RdfFormat.N_TRIPLES)
    triples = (quad.triple for quad in parsed)
    written = ox.serialize(triples, format=formats.TRIPLES[media_type], prefixes=PREFIXES)
    return written or b""
