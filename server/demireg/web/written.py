"""The documentation of ontology and vocabulary as files: the same pages, linked to each other by relative addresses."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

from demireg.domain.errors import BadParameter
from demireg.services.catalogue.concepts import Hierarchy, concept_list, concept_view, hierarchy
from demireg.services.describing import SPACES, describe_whole
from demireg.services.documenting.schemes import scheme_list
from demireg.services.documenting.terms import ontology
from demireg.services.importing.characters import shortened
from demireg.services.repository import Repository
from demireg.web import guide_texts, marked, tree
from demireg.web.contexts import Frame, VocabularyPage
from demireg.web.contexts_ontology import DrawingFile, GuidePage, GuidesPage
from demireg.web.ontology_views import diagram_page, diagrams_page, ontology_page, scheme_page, term_page
from demireg.web.pages.theories import concept_page
from demireg.web.rendering import STATIC, Context, text
from demireg.web.written_addresses import WrittenAddresses

Progress = Callable[[str, int, int], None]
#: Suffix of a data file → media type.
DATA: Final = {
    ".ttl": "text/turtle",
    ".rdf": "application/rdf+xml",
    ".jsonld": "application/ld+json",
    ".nt": "application/n-triples",
}
_SHEETS: Final = ("tokens", "base", "parts", "ontology")
_STEP = 25
#: So many letters of a folder's name are shown in a message.
_SHOWN: Final = 120


def prepare(folder: Path) -> None:
    """Make the folder if need be. Raises BadParameter when it is not empty, not a folder, or cannot be written to."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            shown = shortened(folder, _SHOWN)
            raise BadParameter(f"{shown} is not empty, and nothing in it is overwritten. Name a new or empty folder.")
        probe = folder / ".writable"
        probe.touch()
        probe.unlink()
    except OSError as fault:
        reason = (fault.strerror or str(fault)).lower()
        raise BadParameter(
            f"{shortened(folder, _SHOWN)} cannot be written to: {reason}. Name a folder that can be."
        ) from fault


def write(repository: Repository, folder: Path, progress: Progress) -> int:
    """Write all pages, drawings and data files into a folder, and return how many files that were.

    ``progress`` is told what was written, how much is done, and how much there is. What was begun is removed again when
    the work is broken off.
    """
    begun: list[Path] = []
    try:
        return _write(repository, folder, progress, begun)
    except BaseException:
        _remove(begun, folder)
        raise


def _write(repository: Repository, folder: Path, progress: Progress, begun: list[Path]) -> int:
    kinds = {local: term.kind for local, term in ontology(repository.background).terms.items()}
    schemes = frozenset(scheme.name for scheme in scheme_list(repository))
    drawings = tuple(name for _, entries in diagrams_page(repository).entries for name, _ in entries)
    concepts = tuple(line.concept.local for line in concept_list(repository))
    known = WrittenAddresses("", kinds, schemes, frozenset(drawings), frozenset(concepts))
    fixed = 4 + len(guide_texts.guides()) + len(SPACES) * len(DATA)
    total = fixed + len(kinds) + len(concepts) + len(schemes) + 2 * len(drawings)
    done = 0
    for done, (file, body) in enumerate(_files(repository, known, drawings, concepts), start=1):
        _put(folder / file, body, begun)
        if done % _STEP == 0 or done == total:
            progress(file, done, total)
    return done + _assets(folder, begun)


def _files(
    repository: Repository, known: WrittenAddresses, drawings: tuple[str, ...], concepts: tuple[str, ...]
) -> Iterator[tuple[str, bytes]]:
    """Yield each file's place below the folder, and what it holds."""
    for file, template, page in _pages(repository, known, concepts):
        yield file, _rendered(template, page, known.seen_from(file))
    for name in drawings:
        for suffix, template in ((".html", "diagram.html"), (".svg", "diagram.svg")):
            page = diagram_page(repository, name)
            file = known.file_of_diagram(name, suffix)
            shown: Context = page if suffix == ".html" else DrawingFile(page.held)
            yield file, _rendered(template, shown, known.seen_from(file))
    for guide in guide_texts.guides():
        file = known.file_of_guide(guide.name)
        here = known.seen_from(file)
        markup, sections = marked.page(guide.text, guide_texts.leading(here.path, here.guide))
        yield file, _rendered("guide.html", GuidePage(Frame(guide.title), markup, sections), here)
    for space, iri in SPACES.items():
        for suffix, media_type in DATA.items():
            whole = describe_whole(repository, iri, media_type)
            yield f"{space}{suffix}", whole.body if whole is not None else b""


def _pages(
    repository: Repository, known: WrittenAddresses, concepts: tuple[str, ...]
) -> Iterator[tuple[str, str, Context]]:
    held = hierarchy(repository)
    yield "index.html", "ontology.html", ontology_page(ontology(repository.background))
    yield "diagrams.html", "diagrams.html", diagrams_page(repository)
    entries = tuple((each.name, each.title, marked.line(each.lede)) for each in guide_texts.guides())
    yield "guides.html", "guides.html", GuidesPage(Frame("Guides"), entries)
    yield "vocabulary.html", "vocabulary.html", _vocabulary(repository, held)
    for local in known.kinds:
        yield known.file_of_term(local), "term.html", term_page(repository, local)
    for name in sorted(known.schemes):
        page = scheme_page(repository, name)
        if page is not None:
            yield known.file_of_concept(name), "scheme.html", page
    for local in concepts:
        yield known.file_of_concept(local), "concept.html", concept_page(concept_view(repository, local, held))


def _vocabulary(repository: Repository, held: Hierarchy) -> VocabularyPage:
    lines = concept_list(repository)
    return VocabularyPage(
        Frame("Vocabulary", "vocabulary"), tree.grow(lines, held), len(lines), scheme_list(repository)
    )


def _rendered(template: str, page: Context, addresses: WrittenAddresses) -> bytes:
    return text(template, page, addresses).encode()


def _assets(folder: Path, begun: list[Path]) -> int:
    """Copy the style sheets, the icon and the guides' pictures, and return how many files they are."""
    held = {f"static/css/{name}.css": STATIC / "css" / f"{name}.css" for name in _SHEETS}
    held["static/icon.svg"] = STATIC / "icon.svg"
    held |= {f"guide/pictures/{path.name}": path for path in sorted(guide_texts.pictures().glob("*.png"))}
    for file, source in held.items():
        _put(folder / file, source.read_bytes(), begun)
    return len(held)


def _remove(begun: list[Path], folder: Path) -> None:
    """Remove the files that were begun, and the folders below that hold nothing else."""
    for file in begun:
        with suppress(OSError):
            file.unlink(missing_ok=True)
    below = {above for file in begun for above in file.parents if folder in above.parents}
    for each in sorted(below, key=lambda path: len(path.parts), reverse=True):
        with suppress(OSError):
            each.rmdir()


def _put(file: Path, body: bytes, begun: list[Path]) -> None:
    begun.append(file)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(body)
    except OSError as fault:
        reason = (fault.strerror or str(fault)).lower()
        raise BadParameter(
            f"{shortened(file, _SHOWN)} cannot be written: {reason}. Make room, or name another folder."
        ) from fault
