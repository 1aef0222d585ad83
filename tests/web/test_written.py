"""The documentation as files: whole, linked within itself, and needing nothing from elsewhere."""

import re
from collections import Counter
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import pytest
from rdflib import OWL, RDF, Graph, URIRef
from typer.testing import CliRunner

from demireg.cli import app
from demireg.domain.errors import BadParameter
from demireg.services.catalogue.concepts import concept_list
from demireg.services.documenting.terms import CORE, ontology
from demireg.services.repository import Repository
from demireg.web.written import prepare, write
from tests.web.conftest import Opens

pytestmark = pytest.mark.proof

REFERENCE = re.compile(r'(?:href|src)="([^"]*)"')
LOADED = re.compile(r'<(?:link|script|img|iframe|source)[^>]*?(?:href|src)="([^"]*)"|url\(["\']?(https?:[^)]*)')


@pytest.fixture(scope="module")
def told() -> list[tuple[str, int, int]]:
    return []


@pytest.fixture(scope="module")
def site(seeded: Repository, tmp_path_factory: pytest.TempPathFactory, told: list[tuple[str, int, int]]) -> Path:
    folder = tmp_path_factory.mktemp("written") / "ontology"
    prepare(folder)
    write(seeded, folder, lambda name, done, total: told.append((name, done, total)))
    return folder


def test_every_term_and_every_concept_has_a_page(seeded: Repository, site: Path) -> None:
    terms = ontology(seeded.background).terms
    assert [local for local, term in terms.items() if not (site / term.kind / f"{local}.html").is_file()] == []
    concepts = [line.concept.local for line in concept_list(seeded)]
    assert [local for local in concepts if not (site / "concept" / f"{local}.html").is_file()] == []


def test_every_link_leads_to_a_file_and_a_place_in_it(site: Path) -> None:
    pages = {path: path.read_text(encoding="utf-8") for path in site.rglob("*.html")}
    broken = set()
    for path, text in pages.items():
        for reference in REFERENCE.findall(text):
            if "://" in reference:
                continue
            name, _, anchor = reference.partition("#")
            target = (path.parent / unquote(name)).resolve() if name else path
            if not target.is_file() or (anchor and f'id="{unquote(anchor)}"' not in pages.get(target, "")):
                broken.add((path.name, reference))
    assert broken == set()


def test_nothing_is_loaded_from_elsewhere_and_nothing_runs(site: Path) -> None:
    loaded = {
        reference
        for path in (*site.rglob("*.html"), *site.rglob("*.css"))
        for found in LOADED.findall(path.read_text(encoding="utf-8"))
        for reference in found
        if "://" in reference or reference.startswith("/")
    }
    assert loaded == set()
    assert all("<script" not in path.read_text(encoding="utf-8") for path in site.rglob("*.html"))


def test_no_two_files_differ_by_case_alone(site: Path) -> None:
    names = Counter(path.relative_to(site).as_posix().casefold() for path in site.rglob("*"))
    assert [name for name, count in names.items() if count > 1] == []


def test_the_data_files_hold_the_same_triples_and_owl_expressions(site: Path) -> None:
    sizes = {
        len(Graph().parse(site / f"vocab{suffix}", format=form))
        for suffix, form in ((".ttl", "turtle"), (".rdf", "xml"), (".jsonld", "json-ld"), (".nt", "nt"))
    }
    assert len(sizes) == 1
    core = Graph().parse(site / "core.nt", format="nt")
    assert (URIRef(CORE), RDF.type, OWL.Ontology) in core
    assert not any("genid" in str(subject) for subject in core.subjects() if isinstance(subject, URIRef))


def test_each_diagram_is_a_file_of_its_own(site: Path) -> None:
    drawings = list((site / "diagram").glob("*.svg"))
    assert {"core", "metamodel", "modules", "configuration-wood-2021-w12"} <= {path.stem for path in drawings}
    for path in drawings:
        assert ET.parse(path).getroot().tag.endswith("svg"), path.name  # noqa: S314 (our own file)


def test_progress_is_told_up_to_the_last_page(site: Path, told: list[tuple[str, int, int]]) -> None:
    assert (site / "index.html").is_file()
    assert told[-1][1] == told[-1][2]
    assert [done for _, done, _ in told] == sorted(done for _, done, _ in told)


@pytest.mark.parametrize("page", ["index.html", "class/Configuration.html", "vocabulary.html", "diagram/core.html"])
@pytest.mark.parametrize("width", [390, 1280])
def test_a_written_page_opens_from_the_file_system(site: Path, opens: Opens, page: str, width: int) -> None:
    visit = opens((site / page).as_uri(), width, settled=True)
    assert visit.complaints == []
    assert all(url.startswith("file:") for url in visit.requests)
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= width
    assert visit.page.locator("main h1").count() == 1
    assert visit.page.evaluate("getComputedStyle(document.querySelector('.brand')).fontWeight") == "700"


def test_a_folder_that_cannot_be_used_is_named_with_the_reason(tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine.txt").write_text("kept", encoding="utf-8")
    with pytest.raises(BadParameter, match="is not empty, and nothing in it is overwritten"):
        prepare(tmp_path / "full")
    with pytest.raises(BadParameter, match="cannot be written to: file exists"):
        prepare(tmp_path / "full" / "mine.txt")
    with pytest.raises(BadParameter, match="cannot be written to"):
        prepare(Path("/proc/nowhere/at-all"))


@pytest.mark.parametrize("fault", [KeyboardInterrupt, OSError, BadParameter])
def test_work_that_is_broken_off_leaves_an_empty_folder_that_a_rerun_takes(
    seeded: Repository, tmp_path: Path, fault: type[BaseException]
) -> None:
    def broken(_name: str, _done: int, _total: int) -> None:
        raise fault

    prepare(tmp_path / "site")
    with pytest.raises(fault):
        write(seeded, tmp_path / "site", broken)
    assert list((tmp_path / "site").iterdir()) == []
    prepare(tmp_path / "site")


def test_a_folder_without_a_name_is_refused_and_a_long_name_is_shortened(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["document", "", "--store", str(tmp_path / "none")])
    assert isinstance(result.exception, BadParameter)
    assert "has no name" in str(result.exception)
    with pytest.raises(BadParameter) as told:
        prepare(tmp_path / ("long" * 500))
    assert len(str(told.value)) < 300


def test_the_command_refuses_a_full_folder_before_it_opens_a_store(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("kept", encoding="utf-8")
    result = CliRunner().invoke(app, ["document", str(tmp_path), "--store", str(tmp_path / "none")])
    assert isinstance(result.exception, BadParameter)
    assert not (tmp_path / "none").exists()
