"""What checking and inferring cost, and what a general reasoner takes for the same; tasks of the bench."""

from collections.abc import Callable
from typing import Any, Final

from rdflib import OWL, RDFS, SKOS, Graph, Literal, URIRef

from demireg import assets
from demireg.domain.names import ALL_ACCEPTED, PROFILES, Names
from demireg.services.axioms import generate
from demireg.services.background import Background
from demireg.services.bench.timing import since
from demireg.services.importing.read import read_file
from demireg.services.preparing import Read, prepare
from demireg.services.reasoning import Rulebook, premises
from demireg.services.seeding import shipped_studies
from demireg.services.turtle import parse

STUDY: Final = "wood-2021"
THEORY: Final = "salutogenesis"
#: The part of the ontology from which OWL RL infers what the rules infer.
_MODULES: Final = ("modules/core-infer.ttl", "modules/core-rl.ttl")


def think(rounds: int, sheets: int = 0) -> dict[str, Any]:
    """Return the seconds of checking one study, inferring from it, and doing both for what ships, or its last sheets.

    ``one theory`` is inferring with salutogenesis alone, and ``owlrl`` the same by a general reasoner; None where that
    reasoner is not installed.
    """
    background, names = Background.shipped(), Names()
    read, known = _read(background, names, STUDY), _one_theory(background)
    alone = Rulebook(known)
    acts: dict[str, Callable[[], object]] = {
        "shapes": lambda: background.validator.results(read.graph),
        "rules": lambda: background.rulebook.infer(read.graph, ALL_ACCEPTED),
        "one theory": lambda: alone.infer(read.graph, ALL_ACCEPTED),
    }
    for act in acts.values():
        act()  # loads shapes, validator and rules, as a service has them
    taken: dict[str, Any] = {name: [since(act) for _ in range(rounds)] for name, act in acts.items()}
    studies = [path.stem for path in shipped_studies()[-sheets:]]
    taken["all"] = since(lambda: [_check(background, names, study) for study in studies])
    return {**taken, "studies": len(studies), "owlrl": _owlrl(known, read)}


def _one_theory(background: Background) -> Graph:
    """Return the part of the background in OWL RL, with one theory."""
    theory = background.parsed[f"theory/{THEORY}"]
    known = theory + generate(theory)[0]
    for module in _MODULES:
        known += parse(assets.folder("ontology") / module)
    for name, graph in background.parsed.items():
        if name.startswith("vocabulary/"):
            known += graph
    return known


def _read(background: Background, names: Names, study: str) -> Read:
    return prepare(background, names, read_file(next(path for path in shipped_studies() if path.stem == study)))


def _check(background: Background, names: Names, study: str) -> int:
    read = _read(background, names, study)
    return sum(len(background.rulebook.infer(read.graph, profile)) for profile in PROFILES)


def _owlrl(known: Graph, read: Read) -> float | None:
    """Return the seconds that OWL RL takes for one study, None where owlrl is not installed."""
    try:
        import owlrl
    except ImportError:
        return None
    union = Graph()
    for subject, predicate, value in (*known, *premises(read.graph)):
        words = str(predicate).startswith(str(SKOS)) or predicate in {RDFS.label, OWL.imports}
        if not isinstance(value, Literal) and not (words and isinstance(subject, URIRef)):
            union.add((subject, predicate, value))
    closure = owlrl.DeductiveClosure(owlrl.OWLRL_Semantics, axiomatic_triples=False, datatype_axioms=False)
    return since(lambda: closure.expand(union))
