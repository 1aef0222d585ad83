"""What differs between two versions of a study, by its configurations and its stances."""

from collections.abc import Hashable, Set
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
    """A study's triples parted by what they describe; they are looked through once, for a graph is slow to ask."""

    def __init__(self, graph: Graph, study: str, names: Names) -> None:
        node = URIRef(names.study(study))
        self._said_of: dict[Node, list[tuple[Node, Node]]] = {}
        for subject, predicate, value in graph:
            self._said_of.setdefault(subject, []).append((predicate, value))
        below: dict[str, list[Node]] = {}
        for subject in self._said_of:
            below.setdefault(str(subject).removeprefix(f"{node}/").partition("/")[0], []).append(subject)
        self.configurations: dict[str, _Sayings] = {}
        self.stances: dict[str, _Sayings] = {}
        owned: set[Node] = set()
        for configuration in self._values(node, REALIST.hasConfiguration, REALIST.hypothesises):
            label = next((str(each) for each in self._values(configuration, DCTERMS.identifier)), "")
            subjects = set(below.get(label, ()))
            subjects |= {each for subject in subjects for each in self._values(subject, REALIST.element)}
            self.configurations[label] = self._sayings(subjects, str(configuration))
            owned |= subjects
        for assessment in list(self._said_of):
            if node in self._values(assessment, REALIST.ofStudy):
                assessed = next((str(each) for each in self._values(assessment, REALIST.assesses)), "")
                proposition = names.local(assessed)
                said = self._sayings({assessment}, str(assessment))
                self.stances[proposition] = self.stances.get(proposition, frozenset()) | said
                owned.add(assessment)
        self.rest = self._sayings(self._said_of.keys() - owned, "")

    def _values(self, subject: Node, *predicates: URIRef) -> list[Node]:
        return [value for predicate, value in self._said_of.get(subject, ()) if predicate in predicates]

    def _sayings(self, subjects: Set[Node], owner: str) -> _Sayings:
        return frozenset(
            (str(subject).removeprefix(owner), predicate, _meant(value))
            for subject in subjects
            for predicate, value in self._said_of.get(subject, ())
        )


def _meant(value: Node) -> Hashable:
    """Return what a value means, however it is written: a store writes moments in a way of its own."""
    if not isinstance(value, Literal):
        return value
    held = value.value
    return (str(value.datatype), value.language, held if isinstance(held, Hashable) else str(value))


def _change(old: dict[str, _Sayings], new: dict[str, _Sayings]) -> Change:
    changed = tuple(sorted(name for name in new if name in old and old[name] != new[name]))
    return Change(
        added=tuple(sorted(new.keys() - old.keys())),
        changed=changed,
        gone=tuple(sorted(old.keys() - new.keys())),
        same=len(new.keys() & old.keys()) - len(changed),
    )
