"""What the how-to pages show works as it is shown: the sheet conforms, the question answers, the Turtle is complete."""

import re
from collections import Counter
from pathlib import Path

import pytest
from rdflib import RDF, SKOS, Graph
from rdflib.namespace import DCTERMS, SH

from demireg import assets
from demireg.domain.findings import Severity
from demireg.domain.names import PREFIXES, REALIST
from demireg.services import queries
from demireg.services.catalogue.concepts import concept_list
from demireg.services.comparing.matrix import matrix
from demireg.services.importing.read import read_bytes
from demireg.services.questions import plain, selected
from demireg.services.repository import Repository
from demireg.services.seeding import bring_table_up_to_date
from demireg.services.studies import accept, check
from demireg.services.validating import MEND
from tests.shipping import without_studies

ROOT = Path(__file__).parents[1]
HOW_TO = ROOT / "docs" / "how-to"
#: A command that somebody who just ran make would not find.
BARE = re.compile(r"(?<!bin/)\bdemireg (?:ask|check|import|compare|sparql|seed|serve|export|bench)\b(?! \|)")
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "docs" / "start-here.md", *sorted(HOW_TO.glob("*.md"))]


def fenced(page: str, language: str) -> str:
    """Return the first block of a language that a how-to page shows, without its indent."""
    text = (HOW_TO / page).read_text(encoding="utf-8")
    found, *_ = re.findall(rf"^( *)```{language}\n(.*?)^ *```$", text, re.DOTALL | re.MULTILINE)
    indent, block = found
    return "\n".join(line.removeprefix(indent) for line in block.splitlines()) + "\n"


def theories() -> list[str]:
    return sorted(path.stem for path in (assets.folder("data") / "theories").glob("*.ttl"))


def turtle(page: str) -> Graph:
    prefixes = {**PREFIXES, "shapes": "https://w3id.org/realist/shapes#", "sh": str(SH)}
    head = "".join(f"PREFIX {name}: <{address}>\n" for name, address in prefixes.items())
    return Graph().parse(data=head + fenced(page, "turtle"), format="turtle")


def test_the_sheet_shown_conforms_with_every_part_coded(seeded: Repository) -> None:
    report = check(seeded, read_bytes(fenced("add-a-study.md", "yaml").encode(), "miller-2024.yaml"))
    assert [each.sentence() for each in report.findings if each.severity is not Severity.INFO] == []


def test_the_sheet_shown_is_accepted_and_its_stance_is_compared() -> None:
    repository = without_studies()
    try:
        accepted = accept(repository, read_bytes(fenced("add-a-study.md", "yaml").encode(), "miller-2024.yaml"))
        assert accepted.study == "miller-2024"
        bring_table_up_to_date(repository)
        found = matrix(repository, "salutogenesis")
    finally:
        repository.close()
    (cell,) = [each for each in found.cells if each.stance != "not_assessed"]
    assert (cell.study, cell.proposition, cell.stance) == ("miller-2024", "P1", "corroborates")


def test_the_question_shown_answers_on_the_shipped_studies(seeded: Repository, tmp_path: Path) -> None:
    path = tmp_path / "outcomes-of-mechanism.rq"
    path.write_text(fenced("add-a-question.md", "sparql"), encoding="utf-8")
    query = queries.read(path, "configurations/outcomes-of-mechanism")
    assert query.title.endswith("?")
    assert query.summary.endswith(".")
    assert all(param.default for param in query.params)
    found = seeded.store.select(query.bind(query.terms({}, seeded.names)))
    rows = [tuple(plain(row.get(column), seeded.names) for column in selected(query)) for row in found]
    assert len(rows) == len(set(rows)) > 0


def test_the_concept_shown_has_all_that_the_tests_of_vocabularies_demand() -> None:
    graph = turtle("add-a-concept.md")
    (concept,) = graph.subjects(RDF.type, SKOS.Concept)
    for predicate in (SKOS.prefLabel, SKOS.definition, SKOS.inScheme, SKOS.notation, DCTERMS.source, REALIST.kindOf):
        assert graph.value(concept, predicate) is not None


def test_the_shape_shown_has_all_that_the_tests_of_shapes_demand() -> None:
    graph = turtle("add-a-shape.md")
    (shape,) = graph.subjects(RDF.type, SH.PropertyShape)
    for predicate in (SH.message, SH.severity, SH.path, SH.targetClass, MEND):
        assert graph.value(shape, predicate) is not None


def test_the_figures_of_the_readme_are_those_of_the_repository(seeded: Repository) -> None:
    text = " ".join((ROOT / "README.md").read_text(encoding="utf-8").split())
    query = queries.read(assets.folder("queries") / "studies" / "studies.rq", "studies/studies")
    studies = list(seeded.store.select(query.bind(query.terms({}, seeded.names))))
    read = Counter(str(plain(row.get("text_seen"), seeded.names)) for row in studies)
    programmes = len({str(row.get("programme")) for row in studies})
    configurations = sum(int(str(row.get("configurations"))) for row in studies)
    syntheses = sum(str(row.get("synthesis")) == "true" for row in studies)
    propositions = sum(len(matrix(seeded, slug).propositions) for slug in theories())
    stances = sum(cell.stance != "not_assessed" for slug in theories() for cell in matrix(seeded, slug).cells)
    for figure in (
        f"{len(studies)} studies with {configurations} configurations, from {programmes} programmes",
        f"{read['AbstractAndMore']} were read from an abstract and more, {read['AbstractOnly']} from an abstract only",
        f"{syntheses} studies are syntheses",
        f"{len(theories())} theories with {propositions} propositions",
        f"For {stances} pairs of study and proposition",
        f"{len(concept_list(seeded))} with those above them",
    ):
        assert figure in text


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_command_is_written_as_it_has_to_be_typed(page: Path) -> None:
    assert BARE.findall(page.read_text(encoding="utf-8")) == []
