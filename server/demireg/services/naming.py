"""Turn the names that a caller gives into things that the repository holds, or say which ones come near."""

from collections.abc import Mapping
from difflib import get_close_matches
from typing import Final

from rdflib import SKOS, Literal, URIRef

from demireg.domain.errors import DemiregError, NotFound, Retracted
from demireg.domain.names import REALIST, VOCAB
from demireg.services.queries import Query, load
from demireg.services.repository import Repository
from demireg.services.retracting import absent

#: Kind of parameter → the classes whose members it takes.
CLASSES: Final[dict[str, tuple[URIRef, ...]]] = {
    "study": (REALIST.Study,),
    "configuration": (REALIST.Configuration, REALIST.HypothesisedConfiguration),
    "theory": (REALIST.FormalTheory, REALIST.ProgrammeTheory),
    "proposition": (REALIST.Proposition,),
    "programme": (REALIST.Programme,),
    "concept": (SKOS.Concept,),
}


def given(repository: Repository, query: Query, values: Mapping[str, str]) -> dict[str, URIRef | Literal]:
    """Return the terms of a question's values; a concept may be given by a code of the sheets.

    What a question takes by default need not be held: a repository without it has no answer.

    Raises BadParameter for a value that its kind cannot take, NotFound, with the nearest names, for a thing that the
    repository does not hold, and Retracted, with the reason, for one of a study that was taken out.
    """
    terms = query.terms(values, repository.names)
    for param in query.params:
        if param.kind not in CLASSES or not values.get(param.name):
            continue
        thing = URIRef(terms[param.name])
        if param.kind == "concept":
            thing = terms[param.name] = _concept(repository, thing)
        here = load("curating/is-here")
        if not any(repository.store.ask(here.bind({"thing": thing, "kind": kind})) for kind in CLASSES[param.kind]):
            raise _unheld(repository, param.kind, thing)
    return terms


def _concept(repository: Repository, thing: URIRef) -> URIRef:
    code = Literal(thing.removeprefix(str(VOCAB)))
    rows = repository.store.select(load("curating/concept-of-code").bind({"code": code}))
    return URIRef(rows[0]["concept"]) if rows else thing


def _unheld(repository: Repository, kind: str, thing: URIRef) -> DemiregError:
    if kind in {"study", "configuration"}:
        fault = absent(repository, repository.names.local(thing).partition("/")[0])
        if isinstance(fault, Retracted):
            return fault
    return NotFound(_unknown(repository, kind, thing))


def _unknown(repository: Repository, kind: str, thing: URIRef) -> str:
    names = repository.names
    known = [
        names.local(str(row["thing"]))
        for each in CLASSES[kind]
        for row in repository.store.select(load("curating/of-kind").bind({"kind": each}))
    ]
    near = get_close_matches(names.local(thing), known, n=3, cutoff=0.5)
    hint = f" Did you mean {' or '.join(near)}?" if near else ""
    return f"The repository holds no {kind} '{names.local(thing)}'.{hint}"
