"""Suppose another version of a vocabulary or theory in the place of the one here, and say what would be inferred.

Every study is inferred from anew against that version. A scratch store in memory holds both sets of inferences, and a
question tells them apart. Nothing is written to the repository.
"""

from collections.abc import Iterable
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path
from typing import Final, cast

from rdflib import RDF, SKOS, Graph, Namespace, URIRef

from demireg.domain.errors import BadParameter, NotFound
from demireg.domain.names import ALL_ACCEPTED, INFERRED, PROFILES, REALIST, THEORY, VOCAB, Names
from demireg.services.checking.background_files import TurtleFile, read_turtle
from demireg.services.questions import Answer, ask
from demireg.services.reasoning import Rulebook
from demireg.services.repository import Repository
from demireg.services.seeding import Progress, silent
from demireg.store import open_store
from demireg.store.base import Store, Triple

#: The question that tells the two sets of inferences apart.
QUESTION: Final = "changed-inferences"
#: Kind of file → where its name lives, and what in it carries that name.
_NAMED_BY: Final[dict[str, tuple[Namespace, tuple[URIRef, ...]]]] = {
    "vocabulary": (VOCAB, (SKOS.ConceptScheme,)),
    "theory": (THEORY, (REALIST.FormalTheory, REALIST.ProgrammeTheory)),
}


def suppose(repository: Repository, path: Path, profile: str = ALL_ACCEPTED, progress: Progress = silent) -> Answer:
    """Return the matches that come and go if a Turtle file took the place of the vocabulary or theory of its name.

    Raises Unreadable with file and line for what is no Turtle, TooLarge above the limit, BadParameter for a file that
    is neither one vocabulary nor one theory, and NotFound for a vocabulary that the repository does not hold.
    """
    if profile not in PROFILES:
        raise BadParameter(f"A coding profile is one of {', '.join(PROFILES)}, not '{profile}'.")
    if path.exists() and not path.is_file():  # a pipe would be waited for
        raise BadParameter(f"{path} is a folder, a device or a pipe; name a Turtle file.")
    file = read_turtle(path)
    store, names = repository.store, repository.names
    replaced = _replaced(store, names, file)
    supposed = Graph()
    supposed += file.graph
    for graph in _below(store, names, "vocabulary") + _below(store, names, "theory"):
        if graph != replaced:
            supposed += store.get(graph)
    scratch = open_store("memory:")
    try:
        _fill(scratch, repository, Rulebook(supposed), profile, progress)
        return ask(replace(repository, store=scratch, reader=scratch), QUESTION, {"profile": profile})
    finally:
        scratch.close()


def _below(store: Store, names: Names, kind: str) -> list[str]:
    return [graph for graph in store.graphs() if graph.startswith(f"{names.graph(kind)}/")]


def _replaced(store: Store, names: Names, file: TurtleFile) -> str:
    """Return the graph whose place a file would take; a theory may be a new one."""
    if file.kind not in _NAMED_BY:
        raise BadParameter(f"{file.path} is neither a vocabulary nor a theory; name a Turtle file of one of them.")
    kind, (space, types) = file.kind, _NAMED_BY[file.kind]
    found = {str(each) for type_ in types for each in file.graph.subjects(RDF.type, type_)}
    if len(found) != 1:
        what = "vocabularies (as skos:ConceptScheme)" if kind == "vocabulary" else "theories"
        count = len(found) or "no"
        raise BadParameter(f"{file.path} describes {count} {what}; it should be one, which says what it replaces.")
    name = found.pop().removeprefix(str(space))
    graph = names.graph(kind, name)
    held = {each.removeprefix(f"{names.graph(kind)}/"): each for each in _below(store, names, kind)}
    if kind == "vocabulary" and name not in held:
        near = get_close_matches(name, held, n=3, cutoff=0.5)
        hint = f"Did you mean {' or '.join(near)}?" if near else f"It holds {', '.join(held) or 'none'}."
        raise NotFound(f"The repository holds no vocabulary '{name}', as {file.path} calls itself. {hint}")
    return graph


def _fill(scratch: Store, repository: Repository, rules: Rulebook, profile: str, progress: Progress) -> None:
    """Put what is inferred here, and what would be, of each study into the scratch store."""
    store, names = repository.store, repository.names
    studies = _below(store, names, "study")
    for done, graph in enumerate(studies, 1):
        study = graph.removeprefix(f"{names.graph('study')}/")
        graphs: dict[str, Iterable[Triple]] = {}
        for part in INFERRED:
            name = names.inferred(part, study)
            graphs[name] = cast("Iterable[Triple]", iter(store.get(name)))
        supposed = URIRef(names.graph("what-if", study))
        about: set[Triple] = {
            (supposed, REALIST.inferredFrom, URIRef(names.study(study))),
            (supposed, REALIST.codingProfile, URIRef(PROFILES[profile])),
        }
        graphs[str(supposed)] = rules.infer(store.get(graph), profile) | about
        scratch.replace(graphs)
        progress(study, done, len(studies))
