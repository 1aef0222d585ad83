"""One study is accepted whole or not at all, and what it replaces is kept."""

import io
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cached_property
from pathlib import Path

import pytest
from rdflib import URIRef

from demireg.domain.errors import BadParameter, Invalid
from demireg.domain.findings import Severity
from demireg.domain.names import INFERRED, REALIST
from demireg.services import versions
from demireg.services.background import Background
from demireg.services.comparing.table import ComparisonTable
from demireg.services.generations import generation, is_seeded
from demireg.services.importing.read import read_bytes, read_file
from demireg.services.opening import open_repository
from demireg.services.repository import Repository
from demireg.services.seeding import seed
from demireg.services.studies import accept, check
from demireg.settings import Settings
from tests import shipping

STUDIES = Path(__file__).parents[2] / "data" / "studies"
HUSK = STUDIES / "husk-2020.yaml"
TEXT = HUSK.read_text(encoding="utf-8")


class Newer(Background):
    """The shipped background under another fingerprint, as after a release that changed a rule."""

    @cached_property
    def fingerprint(self) -> str:
        return "newer"


@pytest.fixture(scope="module")
def background() -> Background:
    return shipping.background()


@pytest.fixture
def repository(background: Background) -> Iterator[Repository]:
    opened = open_repository(Settings(store="memory:"), background)
    yield opened
    opened.close()


def dumped(repository: Repository) -> bytes:
    target = io.BytesIO()
    repository.store.dump(target)
    return target.getvalue()


def changed(old: str, new: str) -> bytes:
    assert old in TEXT, f"the sheet no longer holds {old!r}"
    return TEXT.replace(old, new, 1).encode()


def test_a_study_gets_its_graphs_and_its_rows(repository: Repository) -> None:
    accepted = accept(repository, read_file(HUSK))
    names = repository.names
    assert (accepted.study, accepted.version, accepted.changed) == ("husk-2020", 1, True)
    assert set(repository.store.graphs()) == {
        names.graph("meta"),
        names.graph("study", "husk-2020"),
        names.graph("history", "husk-2020"),
        names.inferred("authors-only", "husk-2020"),
        names.inferred("beyond-authors", "husk-2020"),
    }
    held = versions.current(repository.store, names, "husk-2020")
    assert held is not None
    assert repository.table.versions() == {"husk-2020": held.key}
    assert generation(repository.store, names) == 1


def test_accepting_the_same_again_changes_nothing(repository: Repository) -> None:
    accept(repository, read_file(HUSK))
    before = dumped(repository)
    again = accept(repository, read_file(HUSK))
    assert (again.version, again.changed) == (1, False)
    assert dumped(repository) == before


def test_the_earlier_version_is_kept_and_out_of_every_query(repository: Repository) -> None:
    accept(repository, read_file(HUSK))
    names = repository.names
    first = repository.store.get(names.graph("study", "husk-2020"))
    accepted = accept(repository, read_bytes(changed("patient enrols", "patient signs up"), HUSK.name))
    assert accepted.version == 2
    history = repository.store.get(names.graph("history", "husk-2020"))
    version = URIRef(names.within("husk-2020", "version", "1"))
    archived = history.value(version, REALIST.archivedGraph)
    kept = read_bytes(str(archived).encode(), "kept.ttl").graph
    assert kept is not None
    assert set(kept) == set(first)
    assert str(history.value(version, REALIST.sourceText)) == TEXT
    live = repository.store.get(names.graph("study", "husk-2020"))
    wording = {str(label) for label in live.objects()}
    assert "patient signs up" in wording
    assert "patient enrols" not in wording


def test_each_study_is_accepted_by_its_own_inferences_alone(repository: Repository) -> None:
    accept(repository, read_file(HUSK))
    names = repository.names
    graphs = [names.inferred(part, "husk-2020") for part in INFERRED]
    alone = [set(repository.store.get(graph)) for graph in graphs]
    accept(repository, read_file(STUDIES / "hanlon-2021.yaml"))
    assert [set(repository.store.get(graph)) for graph in graphs] == alone


def test_no_inference_stands_in_two_graphs_so_that_plain_counts_are_right(repository: Repository) -> None:
    accept(repository, read_file(STUDIES / "wood-2021.yaml"))
    names = repository.names
    authors, beyond = (set(repository.store.get(names.inferred(part, "wood-2021"))) for part in INFERRED)
    asserted = set(repository.store.get(names.graph("study", "wood-2021")))
    both = repository.background.rulebook.infer(repository.store.get(names.graph("study", "wood-2021")), "all-accepted")
    assert len(both) > 100
    assert not authors & beyond
    assert not asserted & (authors | beyond)
    assert both <= authors | beyond


BROKEN: dict[str, tuple[str, str, str, str]] = {
    "concept-is-known": ("concept: c.trusted-referrer", "concept: c.trusted-refferer", "c.trusted-referrer", "concept"),
    "link-leads-somewhere": ("to: h20-2", "to: h20-9", "h20-1, h20-2, h20-3", "links[0].to"),
    "label-is-unique": ("label: h20-2", "label: h20-1", "Give each its own", "cmo_configurations[1]"),
}


@pytest.mark.parametrize("rule", BROKEN)
def test_what_cannot_be_resolved_is_refused_with_place_and_mend(repository: Repository, rule: str) -> None:
    accept(repository, read_file(STUDIES / "hanlon-2021.yaml"))
    before = dumped(repository)
    old, new, mend, where = BROKEN[rule]
    with pytest.raises(Invalid) as refused:
        accept(repository, read_bytes(changed(old, new), HUSK.name))
    finding = next(each for each in refused.value.report.findings if each.rule == rule)
    assert mend in finding.mend
    assert finding.place.startswith("husk-2020.yaml line ")
    assert where in finding.place
    assert dumped(repository) == before


def test_a_configuration_with_one_role_is_refused_at_its_line(repository: Repository) -> None:
    sheet = TEXT[: TEXT.index("  - label: h20-2")]
    start = sheet.index("    interventions:")
    one_role = (
        sheet[:start] + "    perspective: [review]\n    evidence: {section: Abstract}\n    confidence: explicit\n"
    )
    tail = TEXT[TEXT.index("programme_cluster:") :]
    report = check(repository, read_bytes((one_role + tail).encode(), HUSK.name))
    finding = next(each for each in report.findings if each.rule == "configuration-has-two-roles")
    line = next(number for number, text in enumerate(TEXT.splitlines(), 1) if "label: h20-1" in text)
    assert finding.severity is Severity.VIOLATION
    assert finding.place == f"husk-2020.yaml line {line} (cmo_configurations[0])"


OTHER_TITLE = ("title: What approaches to social prescribing work", "title: Quite another study of")


@pytest.mark.parametrize("doi", ["  doi: 10.1111/other.1\n", ""], ids=["another doi", "no doi"])
def test_an_identifier_that_belongs_to_another_report_is_refused(repository: Repository, doi: str) -> None:
    accept(repository, read_file(HUSK))
    before = dumped(repository)
    text = changed(*OTHER_TITLE).decode().replace("  doi: 10.1111/hsc.12839\n", doi)
    with pytest.raises(Invalid) as refused:
        accept(repository, read_bytes(text.encode(), HUSK.name))
    assert [each.rule for each in refused.value.report.findings if each.severity is Severity.VIOLATION] == [
        "study-identifier-is-free"
    ]
    assert dumped(repository) == before


def test_a_doi_that_is_held_under_another_identifier_is_pointed_out(repository: Repository) -> None:
    accept(repository, read_file(HUSK))
    report = check(repository, read_bytes(changed("id: husk-2020\ncitation", "id: husk-again\ncitation"), "again.yaml"))
    assert [each.message for each in report.findings if each.rule == "report-is-new"] == [
        "The report doi 10.1111/hsc.12839 is already here as the study 'husk-2020'."
    ]


def test_seeding_leaves_an_imported_version_alone_and_reads_it_again_against_a_new_background(
    repository: Repository,
) -> None:
    files = [HUSK]
    seed(repository, files=files)
    mended = read_bytes(changed("patient enrols", "patient signs up"), HUSK.name)
    assert accept(repository, mended).version == 2
    before = dumped(repository)
    assert seed(repository, files=files).unchanged == ("husk-2020",)
    assert dumped(repository) == before
    newer = replace(repository, background=Newer.shipped())
    assert seed(newer, files=files).changed == ("husk-2020",)
    held = versions.current(newer.store, newer.names, "husk-2020")
    assert held is not None
    assert (held.number, held.background, held.text) == (2, "newer", mended.source)


def test_a_seeding_that_was_cut_off_is_taken_up_again(repository: Repository, tmp_path: Path) -> None:
    broken = tmp_path / "z.yaml"
    broken.write_text("id: z\n", encoding="utf-8")
    with pytest.raises(Invalid):
        seed(repository, files=[HUSK, broken])
    assert not is_seeded(repository.store, repository.names)
    seed(repository, files=[HUSK])
    assert is_seeded(repository.store, repository.names)


def test_a_store_with_another_base_is_refused(tmp_path: Path, background: Background) -> None:
    settings = Settings(store=str(tmp_path / "store"))
    first = open_repository(settings, background)
    accept(first, read_file(HUSK))
    first.close()
    with pytest.raises(BadParameter, match=r"Set DEMIREG_BASE to https://w3id\.org/realist/id/"):
        open_repository(Settings(store=settings.store, base="https://example.org/id/"), background)


def test_a_damaged_table_is_set_aside_and_the_import_goes_on(repository: Repository, tmp_path: Path) -> None:
    junk = tmp_path / "comparison.duckdb"
    junk.write_text("junk", encoding="utf-8")
    table = ComparisonTable.open(junk)
    assert accept(replace(repository, table=table), read_file(HUSK)).changed
    assert set(table.versions()) == {"husk-2020"}
    assert (tmp_path / "comparison.duckdb.damaged").read_text(encoding="utf-8") == "junk"
    table.close()


def test_two_files_with_one_identifier_are_refused(repository: Repository, tmp_path: Path) -> None:
    for name in ("a.yaml", "b.yaml"):
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    with pytest.raises(Invalid, match=r"b\.yaml is not accepted") as refused:
        seed(repository, files=sorted(tmp_path.glob("*.yaml")))
    messages = [each.message for each in refused.value.report.findings]
    assert "The identifier 'husk-2020' stands in a.yaml already." in messages


@pytest.mark.parametrize(
    "foreign",
    [
        "<https://w3id.org/realist/id/study/wood-2021> <http://www.w3.org/2000/01/rdf-schema#label> 'mine' .",
        "<https://w3id.org/realist/core#Study> <http://www.w3.org/2000/01/rdf-schema#label> 'mine' .",
        "<https://w3id.org/realist/vocab/Trust> <https://w3id.org/realist/core#kindOf> "
        "<https://w3id.org/realist/vocab/Stressor> .",
    ],
)
def test_rdf_may_write_only_about_its_own_study(
    repository: Repository, foreign: str, turtle_of: Callable[[str], str]
) -> None:
    accept(repository, read_file(STUDIES / "wood-2021.yaml"))
    before = dumped(repository)
    with pytest.raises(Invalid) as refused:
        accept(repository, read_bytes(f"{turtle_of('husk-2020')}\n{foreign}".encode(), "husk.ttl"))
    violations = [each for each in refused.value.report.findings if each.severity is Severity.VIOLATION]
    assert violations
    assert all(each.place.startswith("husk.ttl") and each.mend for each in violations)
    assert dumped(repository) == before


def test_a_study_comes_back_through_turtle_unchanged(repository: Repository, turtle_of: Callable[[str], str]) -> None:
    accepted = accept(repository, read_bytes(turtle_of("husk-2020").encode(), "husk.ttl"))
    direct = open_repository(Settings(store="memory:"), repository.background)
    accept(direct, read_file(HUSK))
    graph = repository.names.graph("study", "husk-2020")
    assert accepted.study == "husk-2020"
    assert set(repository.store.get(graph)) == set(direct.store.get(graph))
    direct.close()


@pytest.fixture
def turtle_of(background: Background) -> Callable[[str], str]:
    def turtle(study: str) -> str:
        source = open_repository(Settings(store="memory:"), background)
        accept(source, read_file(STUDIES / f"{study}.yaml"))
        text = source.store.get(source.names.graph("study", study)).serialize(format="turtle")
        source.close()
        return text

    return turtle
