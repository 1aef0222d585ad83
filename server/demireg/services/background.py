"""What every study is read against: the ontology, the vocabularies and the theories, each a graph of its own."""

import hashlib
import re
from collections import Counter
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Self

from rdflib import Graph

from demireg import assets
from demireg.domain.errors import Unreadable
from demireg.domain.names import Names
from demireg.services.importing.codes import Codes
from demireg.services.reasoning import Rulebook
from demireg.services.shortcuts import bare_graph
from demireg.services.turtle import parse, steady
from demireg.services.validating import Validator
from demireg.store.terms import add_turtle

#: Where blank nodes of the ontology get their lasting identifiers.
GENID = "https://w3id.org/realist/.well-known/genid/"

_NAMED = re.compile(r"\brealist:(\w+)")


class Background:
    """Loads its files only when they are asked for: a warm start needs no more than their fingerprint.

    ``files`` maps a graph's kind and name (``vocabulary/salutogenesis``, ``theory/…``, ``ontology``) to its files.
    """

    def __init__(self, files: Mapping[str, tuple[Path, ...]]) -> None:
        self._files = files

    @classmethod
    def shipped(cls, *extra: tuple[str, Path]) -> Self:
        """Take what ships with demireg, and any extra graphs given as pairs of a graph's name and file."""
        ontology = assets.folder("ontology")
        core = [ontology / "realist.ttl", *sorted((ontology / "modules").glob("*.ttl"))]
        core += sorted((ontology / "imports").glob("*.ttl")) + sorted((ontology / "generated").glob("*.ttl"))
        files: dict[str, tuple[Path, ...]] = {"ontology": tuple(core)}
        for path in sorted((ontology / "vocabularies").glob("*.ttl")):
            files[f"vocabulary/{path.stem}"] = (path,)
        for path in sorted((assets.folder("data") / "theories").glob("*.ttl")):
            files[f"theory/{path.stem}"] = (path,)
        return cls(files | {name: (path,) for name, path in extra})

    @cached_property
    def fingerprint(self) -> str:
        """Return the SHA-256 over all files, rules and shapes: two equal ones find and infer the same."""
        digest = hashlib.sha256()
        rules = sorted((assets.folder("queries") / "rules").glob("*.rq"))
        shapes = sorted(assets.folder("shapes").glob("*.ttl"))
        for path in (*rules, *shapes, *(each for group in self._files.values() for each in group)):
            digest.update(path.name.encode())
            digest.update(path.read_bytes())
        return digest.hexdigest()

    @cached_property
    def parsed(self) -> dict[str, Graph]:
        """Return each graph by its name, as written. Raises Unreadable with the file that does not parse."""
        graphs: dict[str, Graph] = {}
        for name, paths in self._files.items():
            graphs[name] = bare_graph()
            for path in paths:
                try:
                    add_turtle(path.read_bytes(), graphs[name])
                except SyntaxError as error:
                    raise Unreadable(f"This Turtle does not parse: {error}", str(path)) from error
        return graphs

    @cached_property
    def union(self) -> Graph:
        """Return everything in one graph, for the validator and the rules."""
        everything = bare_graph()
        for graph in self.parsed.values():
            everything += graph
        return everything

    @cached_property
    def modules(self) -> dict[str, Graph]:
        """Return the files of the ontology by their names, without what is made from the theories.

        Raises Unreadable with the file that does not parse.
        """
        return {path.stem: parse(path) for path in self._files["ontology"] if not _is_made_from_theories(path)}

    @cached_property
    def generated_names(self) -> dict[str, int]:
        """Return how often the axioms that are made from the theories name each term of ours."""
        made = (path.read_text("utf-8") for path in self._files["ontology"] if _is_made_from_theories(path))
        return Counter(name for text in made for name in _NAMED.findall(text))

    def stored(self, names: Names) -> dict[str, Graph]:
        """Return each graph under its name in the store, blank nodes given lasting identifiers."""
        result = {}
        for name, graph in self.parsed.items():
            kind, _, rest = name.partition("/")
            result[names.graph(kind, rest)] = steady(graph).skolemize(
                authority="https://w3id.org", basepath=f"{GENID}{name.replace('/', '-')}/"
            )
        return result

    @cached_property
    def codes(self) -> Codes:
        """Return the codes and names that sheets may use."""
        return Codes.of(self.union)

    @cached_property
    def rulebook(self) -> Rulebook:
        """Return the rules, prepared for this background."""
        return Rulebook(self.union)

    @cached_property
    def validator(self) -> Validator:
        """Return the validator, prepared for this background."""
        return Validator(self.union)


def _is_made_from_theories(path: Path) -> bool:
    return path.parent.name == "generated" and path.stem.startswith("theory-")
