"""Markup in a study's own words is shown as words, everywhere, and never runs."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from demireg.services.seeding import seed
from tests.conftest import serving
from tests.shipping import without_studies
from tests.web.conftest import Opens

PAYLOAD = "<script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\">'\"{{7*7}}"
SHEET = Path(__file__).with_name("hostile.yaml")
ADDRESSES = [
    "/",
    "/?cell=P1.hostile-2024",
    "/studies",
    "/studies/hostile-2024",
    "/studies/hostile-2024/h1",
    "/vocabulary/SocialIsolation",
    "/search?q=%3Cscript%3E",
    "/questions/studies",
    "/theories/salutogenesis",
]


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve a repository whose only study carries markup wherever it may write words."""
    sheet = tmp_path_factory.mktemp("hostile") / "hostile-2024.yaml"
    quoted = PAYLOAD.replace("'", "''")
    sheet.write_text(SHEET.read_text(encoding="utf-8").replace("PAYLOAD", quoted), encoding="utf-8")
    repository = without_studies()
    seed(repository, files=[sheet])
    with serving(repository) as address:
        yield address
    repository.close()


@pytest.mark.parametrize("address", ADDRESSES)
def test_markup_in_a_study_is_shown_and_not_run(hostile: str, opens: Opens, address: str) -> None:
    visit = opens(hostile + address, settled=True)
    assert visit.page.title() != "owned"
    assert visit.complaints == []
    assert visit.page.locator("main img").count() == 0
    assert visit.page.locator("main script").count() == 0


def test_the_markup_can_be_read_on_the_study_and_its_configuration(hostile: str, opens: Opens) -> None:
    assert PAYLOAD in opens(f"{hostile}/studies/hostile-2024").page.inner_text("main")
    assert PAYLOAD in opens(f"{hostile}/studies/hostile-2024/h1").page.inner_text("main")


def test_the_figure_stays_well_formed_and_runs_nothing(hostile: str, opens: Opens) -> None:
    page = opens(f"{hostile}/figures/matrix.svg").page
    assert page.locator("script").count() == 0
    assert page.locator("image").count() == 0
