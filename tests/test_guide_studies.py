"""What the two guides for newcomers type, quote and show is what the check, the draft and the pages say."""

import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
import yaml

from demireg.domain.findings import Finding, Place, Report, Severity
from demireg.services.importing.draft import Draft
from demireg.services.importing.read import read_bytes
from demireg.services.opening import open_repository
from demireg.services.qda import ledger
from demireg.services.qda.roles import propose
from demireg.services.repository import Repository
from demireg.services.studies import check
from demireg.services.templating.workbook import write_workbook
from demireg.settings import Settings
from demireg.web import guide_texts
from docs import worked_study
from tests.conftest import serving
from tests.qda.projects import concepts, drafted, read, three_sources
from tests.shipping import background

ROOT = Path(__file__).parents[1]
PICTURE = re.compile(r"!\[([^\]]+)\]\(pictures/([\w-]+\.png)\)")
FROM_NVIVO = (worked_study.GUIDES / "from-nvivo.md").read_text(encoding="utf-8")
#: The most that a picture may weigh.
MOST_BYTES = 150_000


@pytest.fixture(scope="module")
def bare() -> Iterator[Repository]:
    opened = open_repository(Settings(store="memory:"), background())
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def template(bare: Repository) -> bytes:
    return write_workbook(None, bare.background)


def workbook(content: bytes) -> Draft:
    return read_bytes(content, worked_study.NAME)


def weighty(report: Report) -> list[Finding]:
    return [each for each in report.findings if each.severity is not Severity.INFO]


def cell_of(finding: Finding) -> str:
    assert isinstance(finding.place, Place)
    return finding.place.cell


def table_below(text: str, head: str) -> list[list[str]]:
    """Return the cells of the table whose first line begins so, without its head."""
    _, _, rest = text.partition(f"\n{head}")
    lines = rest.split("\n\n")[0].splitlines()[2:]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def test_the_study_that_the_guide_types_is_sound_and_every_part_of_it_is_coded(
    bare: Repository, template: bytes
) -> None:
    assert [each.sentence() for each in weighty(check(bare, workbook(worked_study.typed(template))))] == []


def test_what_the_guide_types_is_what_the_shipped_study_says(template: bytes, bare: Repository) -> None:
    shipped = yaml.safe_load((ROOT / "data/studies/hanlon-2021.yaml").read_text(encoding="utf-8"))
    typed = yaml.safe_load(workbook(worked_study.typed(template)).source)
    assert {**shipped["citation"], **typed["citation"]} == shipped["citation"]
    assert {**shipped["setting"], **typed["setting"]} == shipped["setting"]
    assert typed["programme_cluster"] == shipped["programme_cluster"]
    names = {entry.label: set(entry.codes) for entry in bare.background.codes.entries}
    (typed_one,), shipped_one = typed["cmo_configurations"], shipped["cmo_configurations"][0]
    for column in ("contexts", "interventions", "mechanisms", "outcomes"):
        for mine, held in zip(typed_one[column], shipped_one[column], strict=True):
            assert held["concept"] == mine["concept"] or held["concept"] in names[mine["concept"]]
            assert {key: value for key, value in mine.items() if key != "concept"}.items() <= held.items()
    (stance,) = typed["stances"]
    assert {**shipped["stances"][0], **stance, "agent": "demireg-curators"} == shipped["stances"][0]


def test_every_message_that_the_guide_quotes_is_what_the_check_says(bare: Repository, template: bytes) -> None:
    slips = worked_study.slips()
    found = weighty(check(bare, workbook(worked_study.typed(template, slips))))
    said = {cell_of(each): f"{each.message} {each.mend}" for each in found}
    assert said == {slip.cell: slip.said for slip in slips}
    assert len(slips) == 5
    assert sum(each.severity is Severity.VIOLATION for each in found) == 4


def test_what_the_guide_mends_is_then_what_it_typed_before(bare: Repository, template: bytes) -> None:
    mended = [worked_study.Slip(slip.cell, slip.mended, "", "") for slip in worked_study.slips()]
    draft = workbook(worked_study.typed(template, mended))
    assert weighty(check(bare, draft)) == []
    assert draft.source == workbook(worked_study.typed(template)).source


def test_the_roles_that_the_guide_tells_are_those_that_are_proposed() -> None:
    rows = {row.code.rpartition(" > ")[2]: row.role for row in propose(read(three_sources()), concepts())}
    for wrote, role in table_below(FROM_NVIVO, "| You wrote |"):
        for name in re.findall(r"`([^`]+)`", wrote):
            if name != "Contexts":  # what stands below it has the role, and it has none itself
                assert rows[name] == ("configuration" if role.startswith("no part") else role), name
    assert rows["bereavement"] == "context"
    assert "`AttendanceCount`" in FROM_NVIVO
    assert {row.concept for row in propose(read(three_sources()), concepts()) if row.code == "O: attendance"} == {
        "AttendanceCount"
    }


def test_every_line_of_the_loss_report_that_the_guide_quotes_is_true() -> None:
    left = [line for line in drafted(three_sources()).lines if line.outcome is not ledger.Outcome.TAKEN]
    told = {(kind, str(count), str(outcome), why) for outcome, kind, count, why, _ in ledger.summary(left)}
    quoted = [tuple(row) for row in table_below(FROM_NVIVO, "| What | How many |")]
    assert len(quoted) == 7
    assert set(quoted) - told == set()


def test_each_picture_is_there_light_told_in_words_and_shown_once() -> None:
    shown = [found for guide in guide_texts.guides() for found in PICTURE.findall(guide.text)]
    there = {path.name: path.stat().st_size for path in guide_texts.pictures().glob("*")}
    assert sorted(name for _, name in shown) == sorted(there)
    assert all(len(words.split()) >= 5 for words, _ in shown)
    assert {name: size for name, size in there.items() if size > MOST_BYTES} == {}


def test_the_service_shows_the_pictures_of_its_guides(bare: Repository) -> None:
    with serving(bare) as here, httpx.Client(base_url=here, trust_env=False, timeout=60) as client:
        page = client.get("/guides/add-your-study").text
        pictures = re.findall(r'<img src="([^"]+)"', page)
        assert len(pictures) == len(PICTURE.findall(worked_study.GUIDE.read_text(encoding="utf-8"))) > 5
        for each in pictures:
            answer = client.get(f"/guides/{each}")
            assert (answer.status_code, answer.headers["content-type"]) == (200, "image/png")
        assert client.get("/guides/pictures/nothing.png").status_code == 404
