"""Addresses between pages that are files: relative, and none where a file has nothing to lead to.

It has those functions of ``urls`` that the templates of the documentation call. Kinds of terms have folders of their
own, because ``Configuration`` and ``configuration`` are one name to some file systems.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from posixpath import relpath
from urllib.parse import quote

from demireg.domain.names import REALIST, VOCAB, Names


@dataclass(frozen=True, slots=True)
class WrittenAddresses:
    """What a page leads to.

    here: the file that the addresses are seen from; kinds: the kind of each term by its local name; schemes, drawings,
    concepts: the names of those that there are.
    """

    here: str
    kinds: Mapping[str, str]
    schemes: frozenset[str]
    drawings: frozenset[str]
    concepts: frozenset[str]

    def seen_from(self, file: str) -> "WrittenAddresses":
        """Return the same as seen from another file."""
        return replace(self, here=file)

    def file_of_term(self, local: str) -> str:
        """Return the file of a term's page."""
        return f"{self.kinds[local]}/{local}.html"

    def file_of_concept(self, name: str) -> str:
        """Return the file of a concept's or a scheme's page."""
        return f"{'scheme' if name in self.schemes else 'concept'}/{name}.html"

    def file_of_diagram(self, name: str, suffix: str) -> str:
        """Return the file of a diagram's page or drawing."""
        return f"diagram/{name.replace('/', '-')}{suffix}"

    def file_of_guide(self, name: str) -> str:
        """Return the file of a guide."""
        return f"guide/{name}.html"

    def _to(self, file: str, anchor: str = "") -> str:
        return quote(relpath(file, self.here.rpartition("/")[0] or ".")) + (f"#{quote(anchor)}" if anchor else "")

    def static(self, name: str, _version: str) -> str:
        """Return a style sheet or picture of ours."""
        return self._to(f"static/{name}")

    def ontology(self, suffix: str = ".html", of: str = "core") -> str:
        """Return the ontology's page, or its data by suffix; single terms have no data file."""
        if suffix == ".html":
            return self._to("index.html")
        return "" if "/" in of else self._to(f"{of}{suffix}")

    def term(self, local: str) -> str:
        """Return a term's page, empty when there is none."""
        return self._to(self.file_of_term(local)) if local in self.kinds else ""

    def module(self, name: str) -> str:
        """Return the place of a module on the first page."""
        return self._to("index.html", f"module-{name}")

    def vocabulary(self) -> str:
        """Return the vocabulary."""
        return self._to("vocabulary.html")

    def concept(self, local: str) -> str:
        """Return a concept's or a scheme's page, empty when there is none."""
        if local in self.concepts | self.schemes:
            return self._to(self.file_of_concept(local))
        checklist = local[:-3]  # an item stands on the page of its checklist
        return self._to(self.file_of_concept(checklist), local) if checklist in self.schemes else ""

    def diagrams(self) -> str:
        """Return the list of diagrams."""
        return self._to("diagrams.html")

    def diagram(self, name: str, suffix: str = ".html") -> str:
        """Return a diagram's page or drawing, empty when there is none."""
        return self._to(self.file_of_diagram(name, suffix)) if name in self.drawings else ""

    def guides(self) -> str:
        """Return the list of guides."""
        return self._to("guides.html")

    def guide(self, name: str) -> str:
        """Return a guide."""
        return self._to(self.file_of_guide(name))

    def navigation(self) -> tuple[tuple[str, str, str], ...]:
        """Return the main sections."""
        return (
            ("ontology", "Ontology", self.ontology()),
            ("vocabulary", "Vocabulary", self.vocabulary()),
            ("diagrams", "Diagrams", self.diagrams()),
            ("guides", "Guides", self.guides()),
        )

    def footing(self) -> tuple[tuple[str, str], ...]:
        """Return what stands at the foot of every page."""
        return (("Guides", self.guides()), ("Ontology (Turtle)", self.ontology(".ttl")))

    def box(self, key: str) -> str:
        """Return where a box of a diagram leads, empty for studies and their parts."""
        kind, _, name = key.partition(":")
        pages = {"term": self.term, "module": self.module, "concept": self.concept}
        return pages[kind](name) if kind in pages else ""

    def path(self, path: str) -> str:
        """Return where an address of the running service leads among the files, empty when nowhere."""
        fixed = {"/ns/core.html": self.ontology(), "/vocabulary": self.vocabulary(), "/diagrams": self.diagrams()}
        if path in fixed:
            return fixed[path]
        parents: dict[str, Callable[[str], str]] = {
            "/diagrams/": self.diagram,
            "/vocabulary/": self.concept,
            "/guides/": self.guide,
        }
        return next((page(path.removeprefix(each)) for each, page in parents.items() if path.startswith(each)), "")

    def page_of(self, iri: str, _names: Names) -> str:
        """Return the page of a term or concept, empty for anything else."""
        for space, page in ((str(REALIST), self.term), (str(VOCAB), self.concept)):
            if iri.startswith(space):
                return page(iri.removeprefix(space))
        return ""

    def search(self) -> str:
        """Return nothing: files cannot be searched."""
        return ""

    def theories(self) -> str:
        """Return nothing: theories are pages of the service."""
        return ""

    def theory(self, _slug: str, _proposition: str = "") -> str:
        """Return nothing: theories are pages of the service."""
        return ""

    def study(self, _identifier: str) -> str:
        """Return nothing: studies are pages of the service."""
        return ""

    def configuration(self, _identifier: str, _label: str) -> str:
        """Return nothing: configurations are pages of the service."""
        return ""
