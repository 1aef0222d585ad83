"""What is known of a rule by its name: its sentence and its mend, for the help that stands beside a finding."""

from dataclasses import dataclass
from functools import cache
from typing import Final

from rdflib import URIRef
from rdflib.namespace import SH
from rdflib.term import Node

from demireg.domain.findings import Severity
from demireg.services.guarding import SENTENCES
from demireg.services.validating import MEND, shapes_graph

_WEIGHTS: Final[dict[Node | None, Severity]] = {
    SH.Warning: Severity.WARNING,
    SH.Info: Severity.INFO,
}
_SPACE: Final = "https://w3id.org/realist/shapes#"


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule for studies. name: itself; severity: how much it weighs; message: what is wrong; mend: how to."""

    name: str
    severity: Severity
    message: str
    mend: str

    @property
    def address(self) -> str:
        """The place of the rule on the page of rules, below this host."""
        return f"/rules#{self.name}"


@cache
def rules() -> tuple[Rule, ...]:
    """Return every rule for studies that is kept as data, by name.

    What only a reader of files finds, such as a missing key, has no entry: its message is made for the one place.
    """
    found = {name: Rule(name, Severity.VIOLATION, text.replace("{}", "…"), mend) for name, (text, mend) in _guard()}
    shapes = shapes_graph(background=False)
    for shape in {each for each in shapes.subjects(SH.message) if isinstance(each, URIRef)}:
        name = shape.removeprefix(_SPACE)
        message, mend = (str(shapes.value(shape, each) or "") for each in (SH.message, MEND))
        found[name] = Rule(name, _WEIGHTS.get(shapes.value(shape, SH.severity), Severity.VIOLATION), message, mend)
    return tuple(found[name] for name in sorted(found))


def rule(name: str) -> Rule | None:
    """Return a rule by its name, or None where only a reader of files knows it."""
    return _by_name().get(name)


@cache
def _by_name() -> dict[str, Rule]:
    return {each.name: each for each in rules()}


def _guard() -> list[tuple[str, tuple[str, str]]]:
    return list(SENTENCES.items())
