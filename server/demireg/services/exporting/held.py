"""A study as it is held: its triples, and the sheet that gives them."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePath
from typing import Final

from rdflib import Graph

from demireg.domain.names import Names
from demireg.services import versions
from demireg.services.background import Background
from demireg.services.importing.sheet_file import composed
from demireg.services.repository import Repository
from demireg.services.retracting import absent
from demireg.services.unfolding.node import Block
from demireg.services.unfolding.study import sheet_of

_SHEETS: Final = (".yaml", ".yml", ".json")


@dataclass(frozen=True)
class Held:
    """A study to be written. ``source`` is the text from which it was read last, ``source_name`` the file's name."""

    study: str
    graph: Graph
    names: Names
    background: Background
    source: str = ""
    source_name: str = ""

    @classmethod
    def of(cls, repository: Repository, study: str) -> "Held":
        """Take a study out of a repository. Raises NotFound when it is not there, Retracted when it was retracted."""
        names = repository.names
        current = versions.current(repository.store, names, study)
        if current is None:
            raise absent(repository, study)
        graph = repository.store.get(names.graph("study", study))
        return cls(study, graph, names, repository.background, current.text, current.name)

    @property
    def ending(self) -> str:
        """Return the ending of the sheet that is held, empty when the study came as triples."""
        ending = PurePath(self.source_name).suffix.lower()
        return ending if ending in _SHEETS else ""

    @cached_property
    def tree(self) -> Block:
        """Return the tree of the sheet: the one that was handed in, or else what the triples say."""
        if not self.ending:
            return sheet_of(self.graph, self.names, self.background.codes)
        data = composed(self.source, self.source_name).data
        return data if isinstance(data, dict) else {}


def tree_of(repository: Repository, study: str) -> Block:
    """Return the tree of a held study's sheet; its triples are read only where it came without one.

    Raises NotFound when the study is not there, Retracted when it was retracted.
    """
    current = versions.current(repository.store, repository.names, study)
    if current is None:
        raise absent(repository, study)
    if PurePath(current.name).suffix.lower() not in _SHEETS:
        return Held.of(repository, study).tree
    data = composed(current.text, current.name).data
    return data if isinstance(data, dict) else {}
