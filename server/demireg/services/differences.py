"""What differs between two versions of a study, by its configurations and its stances."""

from collections.abc import Hashable
from dataclasses import dataclass

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCTERMS
from rdflib.term import Node

from demireg.domain.names import REALIST, Names

#: What is said of something, without saying of what: so a stance that only moved in the list is the same.
_Sayings = frozenset[tuple[str, Node, Hashable]]


@dataclass(frozen=True, slots=True)
class Change:
    """Names of what is added, changed or gone, and how many stay as they are."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    gone: tuple[str, ...]
    same: int

    @property
    def any(self) -> bool:
        """Whether anything differs."""
        return bool(self.added or self.changed or self.gone)


@dataclass(frozen=True, slots=True)
class Difference:
    """What differs: configurations by label, stances by proposition, and whether anything else of the study does."""

    configurations: Change
    stances: Change
    elsewhere: bool


def difference(before: Graph, after: Graph, study: str, names: Names) -> Difference:
    """Return what differs between two graphs of one study; an empty graph is a study that is not there."""
    old, new = _Parted(before, study, names), _Parted(after, study, names)
    return Difference(
        configurations=_change(old.configurations, new.configurations),
        stances=_change(old.stances, new.stances),
        elsewhere=old.rest != new.rest,
    )


class _Parted:
    """A study's triples parted by what they describe."""

    def __init__(self, graph: Graph, study: str, names: Names) -> None:
        self._graph = graph
        node = URIRef(names.study(study))
        self.configurations: dict[str, _Sayings] = {}
        self.stances: dict[str, _Sayings] = {}
        below: dict[str, list[URIRef]] = {}
        for subject in {each for each in graph.subjects() if isinstance(each, URIRef)}:
            below.setdefault(str(subject).removeprefix(f"{node}/").partition("/")[0], []).append(subject)
        owned: set[Node] = set()
        for owner in (REALIST.hasConfiguration, REALIST.hypothesises):
            for configuration in graph.objects(node, owner):
                label = str(graph.value(configuration, DCTERMS.identifier) or "")
                subjects = below.get(label, [])
                shared = {each for subject in subjects for each in graph.objects(subject, REALIST.element)}
                self.configurations[label] = self._said({*subjects, *shared}, str(configuration))
                owned |= {*subjects, *shared}
        for assessment in graph.subjects(REALIST.ofStudy, node):
            proposition = names.local(str(graph.value(assessment, REALIST.assesses) or ""))
            said = self._said({assessment}, str(assessment))
            self.stances[proposition] = self.stances.get(proposition, frozenset()) | said
            owned.add(assessment)
        self.rest = frozenset((str(a), b, _meant(c)) for a, b, c in graph if a not in owned)

    def _said(self, subjects: set[Node], owner: str) -> _Sayings:
        return frozenset(
            (str(subject).removeprefix(owner), predicate, _meant(value))
            for subject in subjects
            for predicate, value in self._graph.predicate_objects(subject)
        )


def _meant(value: Node) -> Hashable:
    """Return what a value means, however it is written: a store writes moments in a way of its own."""
    if not isinstance(value, Literal):
        return value
    held = value.value
    return (str(value.datatype), value.language, held if isinstance(held, Hashable) else str(value))


def _change(old: dict[str, _Sayings], new: dict[str, _Sayings]) -> Change:
    changed = tuple(name for name in new if name in old and old[name] != new[name])
    return Change(
        added=tuple(name for name in new if name not in old),
        changed=changed,
        gone=tuple(name for name in old if name not in new),
        same=len(new.keys() & old.keys()) - len(changed),
    )
