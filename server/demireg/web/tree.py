"""The vocabulary as a tree by kinds; a concept of two kinds stands under both."""

from dataclasses import dataclass

from demireg.services.catalogue.concepts import ConceptSummary, Hierarchy


@dataclass(frozen=True, slots=True)
class Branch:
    """A concept in the tree: its line of the vocabulary, and the branches of its kinds."""

    line: ConceptSummary
    kinds: tuple["Branch", ...]


def grow(lines: tuple[ConceptSummary, ...], held: Hierarchy) -> tuple[Branch, ...]:
    """Return the tree from its roots, larger branches first; concepts that only stand in a circle are roots too."""
    by_iri = {line.concept.iri: line for line in lines}

    def branch(iri: str, above: frozenset[str]) -> Branch:
        inside = above | {iri}
        below = [kind for kind in held.narrower.get(iri, ()) if kind in by_iri and kind not in inside]
        return Branch(by_iri[iri], tuple(branch(kind, inside) for kind in sorted(below, key=held.labels.__getitem__)))

    roots = [iri for iri in by_iri if not any(kind in by_iri for kind in held.broader.get(iri, ()))]
    grown = [branch(iri, frozenset()) for iri in roots]
    seen: set[str] = set()
    for root in grown:
        _collect(root, seen)
    grown += [branch(iri, frozenset()) for iri in by_iri if iri not in seen]
    return tuple(sorted(grown, key=lambda root: (-_size(root), root.line.concept.label)))


def _collect(root: Branch, into: set[str]) -> None:
    into.add(root.line.concept.iri)
    for kind in root.kinds:
        _collect(kind, into)


def _size(root: Branch) -> int:
    return 1 + sum(_size(kind) for kind in root.kinds)
