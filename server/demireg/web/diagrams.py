"""Diagrams of the ontology, drawn from what it states: nothing on them is placed or written by hand."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from textwrap import wrap
from typing import Final

from demireg.services.documenting.schemes import SchemeView
from demireg.services.documenting.terms import CLASS, Module, Ontology, Term
from demireg.web.drawing import Arrow, Box, Drawing, draw

_WIDE = 18
_CONCEPT: Final = "skos:Concept"
#: So many classes still make a drawing that fits on a page.
_MOST_CORE = 10


@dataclass(frozen=True, slots=True)
class Diagram:
    """A drawing with its words.

    name: in addresses; title, lede: what it shows; drawing: itself; told: the same in sentences, each as pairs of
    a text and where it leads (as ``urls.box`` reads it), empty for mere words.
    """

    name: str
    title: str
    lede: str
    drawing: Drawing
    told: tuple[tuple[tuple[str, str], ...], ...]


@dataclass(frozen=True, slots=True)
class Relation:
    """The properties that lead from one class to another. source, target: of them; terms: the properties by label."""

    source: str
    target: str
    terms: tuple[Term, ...]


def relations(held: Ontology) -> tuple[Relation, ...]:
    """Return which classes are joined by which properties, as the notes on the properties say."""
    found: dict[tuple[str, str], list[Term]] = defaultdict(list)
    for term in held.of("property"):
        for source in term.used_on:
            for target in term.value_is:
                found[_key(held, source.local, source.label), _key(held, target.local, target.label)].append(term)
    classes = {term.name.local for term in held.of(CLASS)} | {_CONCEPT}
    return tuple(Relation(*ends, tuple(terms)) for ends, terms in sorted(found.items()) if set(ends) <= classes)


def _key(held: Ontology, local: str, label: str) -> str:
    return local if local in held.terms else label


def core(held: Ontology) -> tuple[str, ...]:
    """Return the classes that take part in the most properties between classes, which hold the model together."""
    values = lists(held)
    weight: Counter[str] = Counter()
    for relation in relations(held):
        if not {relation.source, relation.target} & values:
            weight.update(dict.fromkeys((relation.source, relation.target), len(relation.terms)))
    return tuple(sorted(sorted(weight), key=lambda key: -weight[key])[:_MOST_CORE])


def lists(held: Ontology) -> frozenset[str]:
    """Return the classes that are lists of values."""
    return frozenset(kind.local for term in held.of("value") for kind in term.types)


def metamodel(held: Ontology) -> Diagram:
    """Draw all classes but lists of values, with the properties between them."""
    values = lists(held)
    classes = [term.name.local for term in held.of(CLASS) if term.name.local not in values]
    lede = "Every class but the lists of values, and every property from one to another. Dashed: is a kind of."
    return _model(held, ("metamodel", "The whole metamodel", lede), [*classes, _CONCEPT], relations(held))


def overview(held: Ontology) -> Diagram:
    """Draw the classes that hold the model together."""
    lede = (
        f"The {_MOST_CORE} classes that the most properties join; the rest is on the drawings of the modules. "
        "An arrow is named after one of its most general properties, with the number of further ones."
    )
    return _model(held, ("core", "The core of the model", lede), core(held), relations(held))


def modules_drawn(held: Ontology) -> set[str]:
    """Return the names of the modules that declare a class or a property between classes."""
    joining = {term.module for each in relations(held) for term in each.terms}
    return joining | {term.module for term in held.of(CLASS)}


def of_module(held: Ontology, module: str) -> Diagram | None:
    """Draw the classes that a module declares or relates by its properties; None when it has none."""
    title = next((each.title for each in held.modules if each.name == module), module)
    own = [term.name.local for term in held.of(CLASS) if term.module == module]
    cut = (replace(each, terms=tuple(term for term in each.terms if term.module == module)) for each in relations(held))
    found = [each for each in cut if each.terms]
    keys = [*own, *(end for each in found for end in (each.source, each.target))]
    if not keys:
        return None
    lede = "Boxes are classes, arrows the properties that this module declares; a pale box is declared elsewhere."
    return _model(held, (module, title, lede), keys, found, frozenset(keys) - set(own))


def _model(
    held: Ontology,
    words: tuple[str, str, str],
    keys: Iterable[str],
    found: Sequence[Relation],
    guests: frozenset[str] = frozenset(),
) -> Diagram:
    shown = dict.fromkeys(keys)
    inside = [each for each in found if each.source in shown and each.target in shown]
    boxes = [_class_box(held, key, inside, "guest" if key in guests else "") for key in shown]
    kinds = [
        (key, above.local)
        for key in shown
        if key in held.terms
        for above in held.terms[key].above
        if above.local in shown
    ]
    arrows = [Arrow(each.source, each.target, _names(each.terms)) for each in inside]
    arrows += [Arrow(below, above, "kind of", "dashed") for below, above in kinds]
    told = [*(_sentence(held, each) for each in inside), *(_kind_sentence(held, *each) for each in kinds)]
    return Diagram(*words, draw(boxes, arrows), tuple(told))


def imports(held: Ontology) -> Diagram:
    """Draw which module imports which."""
    boxes = [Box(each.name, _wrapped(each.name), _size(each), f"module:{each.name}") for each in held.modules]
    arrows = [Arrow(each.name, other) for each in held.modules for other in each.imports]
    told = tuple(
        ((each.name, ""), (" imports ", ""), (", ".join(each.imports), "")) for each in held.modules if each.imports
    )
    lede = "Opening the entry opens everything; a consumer may also take single modules, each with its own OWL profile."
    return Diagram("modules", "The modules and their imports", lede, draw(boxes, arrows), told)


def _size(module: Module) -> str:
    return f"{module.terms} terms" if module.terms else f"axioms, {module.profile}"


def _class_box(held: Ontology, key: str, found: Sequence[Relation], look: str) -> Box:
    own = [term for each in found if each.source == each.target == key for term in each.terms]
    label = held.terms[key].name.label if key in held.terms else key
    return Box(
        key,
        _wrapped(label),
        f"to itself: {_names(own)}" if own else "",
        f"term:{key}" if key in held.terms else "",
        look,
    )


def _names(terms: Sequence[Term]) -> str:
    """Return the shortest name among the most general properties, and how many more there are."""
    names = {term.name.local for term in terms}
    general = [term for term in terms if not any(above.local in names for above in term.above)]
    first = sorted(general or terms, key=lambda term: (len(term.name.label), term.name.label))[0]
    return first.name.label + (f" +{len(terms) - 1}" if len(terms) > 1 else "")


def _sentence(held: Ontology, relation: Relation) -> tuple[tuple[str, str], ...]:
    pieces: list[tuple[str, str]] = [_piece(held, relation.source), (": ", "")]
    for at, term in enumerate(relation.terms):
        pieces += [(", ", "")] if at else []
        pieces.append((term.name.label, f"term:{term.name.local}"))
    return (*pieces, (" → ", ""), _piece(held, relation.target))


def _kind_sentence(held: Ontology, below: str, above: str) -> tuple[tuple[str, str], ...]:
    return _piece(held, below), (" is a kind of ", ""), _piece(held, above)


def _piece(held: Ontology, key: str) -> tuple[str, str]:
    return (held.terms[key].name.label, f"term:{key}") if key in held.terms else (key, "")


def _wrapped(label: str) -> tuple[str, ...]:
    return tuple(wrap(label, _WIDE)) or (label,)


def concepts(scheme: SchemeView) -> Diagram | None:
    """Draw the concepts of a scheme and what is a kind of what; None when none of them is."""
    own = {line.concept.iri for line in scheme.lines}
    steps = [(above, iri) for iri in sorted(own) for above in scheme.held.broader.get(iri, ())]
    joined = {end for step in steps for end in step}
    shown = [line for line in (*scheme.guests, *scheme.lines) if line.concept.iri in joined]
    if not steps:
        return None
    boxes = [
        Box(
            line.concept.iri,
            _wrapped(line.concept.label),
            href=f"concept:{line.concept.local}",
            look="" if line.concept.iri in own else "guest",
        )
        for line in shown
    ]
    arrows = [Arrow(above, iri, look="plain") for above, iri in steps]
    told = tuple(
        ((ref.label, f"concept:{ref.local}"), (" is a kind of ", ""), (over.label, f"concept:{over.local}"))
        for above, iri in steps
        for ref, over in [(scheme.held.ref(iri), scheme.held.ref(above))]
    )
    lede = "To the right of each concept stand its kinds; a pale box belongs to another scheme."
    return Diagram(f"scheme-{scheme.scheme.name}", scheme.scheme.label, lede, draw(boxes, arrows), told)
