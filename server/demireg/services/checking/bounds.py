"""How large and how deep a file of the background may be, so that every rule comes to an end and in good time.

Rules and questions follow kinds upwards step by step. The deepest concept that ships lies four steps below the top and
the largest vocabulary has thirty concepts, so the bounds are far from any honest work.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from rdflib import RDF, SKOS, Graph, URIRef

from demireg.domain.findings import Finding, Severity
from demireg.domain.names import REALIST
from demireg.services.checking.background_files import TurtleFile, short

MOST_STEPS: Final = 60
MOST_TERMS: Final = 500
MOST_STATEMENTS: Final = 20_000
_COUNTED: Final = (
    *(SKOS.Concept, SKOS.ConceptScheme, REALIST.ChecklistItem),
    *(REALIST.FormalTheory, REALIST.ProgrammeTheory, REALIST.Proposition, REALIST.Pattern),
)
_SPLIT: Final = "Split the file."
_FLATTEN: Final = "Arrange the concepts in fewer steps: a kind says what sort of thing something is."

Steps = Mapping[str, set[str]]


def too_large(file: TurtleFile) -> Finding | None:
    """Return the finding that a file holds more than rules can look at in good time, None for a file of common size."""
    terms = {term for kind in _COUNTED for term in file.graph.subjects(RDF.type, kind)}
    kinds = sum(1 for _ in file.graph.triples((None, REALIST.kindOf, None)))
    for what, count, most in (
        ("terms", len(terms), MOST_TERMS),
        ("kinds", kinds, MOST_TERMS * 3),
        ("statements", len(file.graph), MOST_STATEMENTS),
    ):
        if count > most:
            return _finding(file, f"The file holds {count:,} {what}, and the most is {most:,}.", _SPLIT)
    return None


def too_deep(files: Sequence[TurtleFile], background: Graph) -> Iterator[tuple[TurtleFile, Finding]]:
    """Yield each file with a concept that lies too far below another, or in a circle of too many."""
    depths, circling = _depths(background)
    for file in files:
        own = [str(each) for each in file.graph.subjects(REALIST.kindOf)]
        in_circles = next((each for each in own if each in circling), None) if len(circling) > MOST_STEPS else None
        deep = min((each for each in own if depths.get(each, 0) > MOST_STEPS), key=lambda e: depths[e], default=None)
        if in_circles:
            message = f"{short(in_circles)}: Kinds run in circles of {len(circling):,} concepts."
            yield file, _finding(file, message, "Break the circles.", in_circles)
        elif deep:
            message = f"{short(deep)}: This concept lies deeper than {MOST_STEPS} steps below another."
            yield file, _finding(file, message, _FLATTEN, deep)


def _finding(file: TurtleFile, message: str, mend: str, term: str = "") -> Finding:
    place = file.place(term) if term else f"{file.shown}:1"
    return Finding(Severity.VIOLATION, "file-can-be-checked", message, mend, place, term)


def _depths(background: Graph) -> tuple[dict[str, int], set[str]]:
    """Return how many steps lie above each concept at most, and the concepts of circles and between them."""
    above: dict[str, set[str]] = {}
    below: dict[str, set[str]] = {}
    for one, two in background.subject_objects(REALIST.kindOf):
        if isinstance(two, URIRef) and one != two:
            above.setdefault(str(one), set()).add(str(two))
            below.setdefault(str(two), set()).add(str(one))
    circling = (above.keys() | below.keys()) - _peeled(above, below).keys()
    circling -= _peeled(below, above).keys()
    straight = {one: {two for two in wider if two not in circling} for one, wider in above.items()}
    return _peeled(straight, below), circling


def _peeled(above: Steps, below: Steps) -> dict[str, int]:
    """Return the depth of each concept that no circle lies above, from the top down."""
    waiting = {one: len(wider) for one, wider in above.items()}
    depths: dict[str, int] = {}
    ready = [each for each in (*below, *above) if not waiting.get(each)]
    while ready:
        concept = ready.pop()
        if concept in depths:
            continue
        depths[concept] = max((depths[wider] + 1 for wider in above.get(concept, ())), default=0)
        for narrower in below.get(concept, ()):
            if concept in above.get(narrower, ()):
                waiting[narrower] -= 1
                if not waiting[narrower]:
                    ready.append(narrower)
    return depths
