"""The repository's own account of itself: which generation this is, and which background it holds.

The generation goes up by one with every change. It is in every answer, and two equal ones are the same repository.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from rdflib import Graph, Literal, URIRef

from demireg import __version__
from demireg.domain.names import REALIST, Names
from demireg.store.base import Store

#: With more studies than this, an answer gives the digest of their versions only.
LISTED: Final = 500


@dataclass(frozen=True, slots=True)
class Versions:
    """What an answer was made from: it can be cited, and two equal ones give the same answer.

    ``software`` is demireg's version, ``generation`` the repository's, ``background`` the fingerprint of ontology,
    vocabularies, theories, rules and shapes, ``digest`` the SHA-256 over the versions of all studies, shortened, and
    ``studies`` the version of each by its identifier where there are at most ``LISTED``.
    """

    software: str
    generation: int
    background: str
    digest: str
    studies: Mapping[str, str]


def made_from(
    store: Store, names: Names, studies: Mapping[str, str], known: str = "", of: tuple[int, str] | None = None
) -> Versions:
    """Return the versions behind an answer over these studies; ``known`` is their digest where it was made before.

    ``of`` are generation and background where those are known that the answer was made from; else the store's.
    """
    number, background = of or (generation(store, names), background_version(store, names))
    listed = dict(sorted(studies.items())) if len(studies) <= LISTED else {}
    return Versions(__version__, number, background[:16], known or digest(studies), listed)


def digest(studies: Mapping[str, str]) -> str:
    """Return what identifies a set of studies at their versions: two equal ones give the same answers."""
    lines = "\n".join(f"{study} {version}" for study, version in sorted(studies.items()))
    return hashlib.sha256(lines.encode()).hexdigest()[:16]


def generation(store: Store, names: Names) -> int:
    """Return the generation of a repository, 0 when nothing was ever written."""
    value = _meta(store, names).value(URIRef(names.graph("meta")), REALIST.generation)
    return int(str(value)) if value is not None else 0


def background_version(store: Store, names: Names) -> str:
    """Return the fingerprint of the background in the store, empty when there is none."""
    return str(_meta(store, names).value(URIRef(names.graph("meta")), REALIST.backgroundVersion) or "")


def is_seeded(store: Store, names: Names) -> bool:
    """Tell whether a seeding of this repository ever came to its end."""
    return _meta(store, names).value(URIRef(names.graph("meta")), REALIST.seeded) is not None


def next_meta(store: Store, names: Names, background: str = "", *, seeded: bool = False) -> Graph:
    """Return the graph that describes the generation after this one.

    ``background`` is the fingerprint that it will hold, if that changes; ``seeded`` marks the end of a seeding.
    """
    graph, meta = _meta(store, names), URIRef(names.graph("meta"))
    graph.set((meta, REALIST.generation, Literal(generation(store, names) + 1)))
    if background:
        graph.set((meta, REALIST.backgroundVersion, Literal(background)))
    if seeded:
        graph.set((meta, REALIST.seeded, Literal(True)))
    return graph


def _meta(store: Store, names: Names) -> Graph:
    return store.get(names.graph("meta"))
