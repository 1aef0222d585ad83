"""The pages on agreement, as a browser meets them: two files in, differences settled, the sheet taken away."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, Page

from demireg.services.agreeing.settle import settle
from demireg.services.importing.read import read_bytes
from demireg.services.opening import open_repository
from demireg.services.repository import Repository
from demireg.services.studies import accept
from demireg.settings import Settings
from tests.agreeing.test_align import PLAIN, REWORDED
from tests.agreeing.test_settle import DECIDED, SIGNED, W1, X1, sides
from tests.agreeing.versions import codes, configuration, content, tree
from tests.conftest import serving
from tests.shipping import background

#: Two parts of the second version may be the one of the first.
ONE = configuration("w1", ("m", "trust in the worker"), ("c", "people live alone"))
TWO = configuration(
    "w1", ("m", "trust in the workers"), ("m", "trust in that worker"), ("i", "people who live alone", "Housing")
)


@pytest.fixture(scope="module")
def repository() -> Iterator[Repository]:
    """Give a repository that holds a settled version."""
    held = open_repository(Settings(store="memory:"), background())
    one, other = sides()
    text = settle(one, other, codes(), DECIDED, SIGNED).text
    accept(held, read_bytes(text.encode(), "made-up-2024.yaml"))
    yield held
    held.close()


@pytest.fixture(scope="module")
def address(repository: Repository) -> Iterator[str]:
    with serving(repository) as found:
        yield found


@pytest.fixture(scope="module")
def client(address: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=address, trust_env=False, timeout=30, follow_redirects=True) as made:
        yield made


def bring(page: Page, address: str, folder: Path) -> None:
    (folder / "a.yaml").write_bytes(content(tree("coder-a", ONE)))
    (folder / "b.yaml").write_bytes(content(tree("coder-b", TWO)))
    page.goto(f"{address}/agreement")
    page.set_input_files("#a", folder / "a.yaml")
    page.set_input_files("#b", folder / "b.yaml")
    page.click("text=Compare them")


@pytest.mark.parametrize("width", [1280, 390])
def test_two_versions_are_settled_in_a_browser_without_a_script(
    browser: Browser, address: str, tmp_path: Path, width: int
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 860}, java_script_enabled=False)
    page = context.new_page()
    page.set_default_timeout(20_000)
    bring(page, address, tmp_path)
    assert page.inner_text("h1") == "coder-a and coder-b on made-up-2024"
    assert page.inner_text(".lede") == "1 unit in both versions; 3 differences to settle."
    doubt = page.get_by_label("What stands").first
    doubt.select_option("same:w1/m2")
    page.get_by_role("button", name="Count again with what is said").click()
    assert page.inner_text(".lede") == "2 units in both versions; 3 differences to settle."
    page.get_by_role("button", name="Settled sheet (YAML)").click()
    assert "Say who settles it" in page.inner_text("#problem")
    assert "w1/m1 is the same as w1/m2" in page.content()
    page.get_by_label("Who settles it").fill("coder-c")
    page.get_by_label("What you leave undecided").select_option("b")
    role = page.locator("fieldset", has_text="Role").get_by_label("What stands").first
    role.select_option("other:outcome")
    page.locator("fieldset", has_text="Role").get_by_label("Why").first.fill("It came last.")
    with page.expect_download() as loading:
        page.get_by_role("button", name="Settled sheet (YAML)").click()
    loading.value.save_as(tmp_path / "settled.yaml")
    sheet = read_bytes((tmp_path / "settled.yaml").read_bytes(), "made-up-2024.yaml").sheet
    assert sheet is not None
    found = sheet.cmo_configurations[0]
    assert [each.text for each in found.mechanisms] == ["trust in the worker", "trust in the workers"]
    assert [(each.text, each.concept) for each in found.outcomes] == [("people live alone", "Housing")]
    said = {each.id: each.settled for each in sheet.segments}["w1.c1"]
    assert said is not None
    assert "Role: It came last." in said.reason
    context.close()


def test_no_page_is_wider_than_a_phone_and_none_complains(browser: Browser, address: str, tmp_path: Path) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 860})
    page = context.new_page()
    heard: list[str] = []
    page.on("console", lambda message: heard.append(message.text))
    page.on("request", lambda request: heard.extend([] if request.url.startswith(address) else [request.url]))
    bring(page, address, tmp_path)
    for step in ("", f"{address}/agreement", f"{address}/agreement?study=made-up-2024"):
        if step:
            page.goto(step)
        page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
        for width in (390, 1280):
            page.set_viewport_size({"width": width, "height": 860})
            assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert heard == []
    context.close()


def test_a_match_by_like_wording_can_be_taken_apart(client: httpx.Client) -> None:
    one, two = (content(tree(coder, each)) for coder, each in (("coder-a", ONE), ("coder-b", TWO)))
    shown = client.post("/agreement", files={"a": ("a.yaml", one), "b": ("b.yaml", two)})
    assert "% alike" in shown.text
    fields = {"unit.100000": "w1/c1", "what.100000": "match", "choice.100000": "none", "do": "count"}
    apart = client.post(shown.url.path, data=fields)
    assert "Only coder-a has this part" in apart.text
    assert "w1/c1 is none of them" in apart.text


def test_decisions_are_taken_away_as_a_table_and_brought_again(client: httpx.Client) -> None:
    one, two = (content(tree(coder, each)) for coder, each in (("coder-a", W1), ("coder-b", X1)))
    shown = client.post("/agreement", files={"a": ("a.yaml", one), "b": ("b.yaml", two)})
    chosen = {"unit.0": "w1/m2", "what.0": "role", "choice.0": "b", "reason.0": "It is there before."}
    table = client.post(shown.url.path, data={**chosen, "agent": "coder-c", "do": "csv"})
    assert table.headers["content-disposition"] == 'attachment; filename="made-up-2024-decisions.csv"'
    assert "w1/m2,role,mechanism,context" in table.text
    again = client.post(shown.url.path, data={"do": "count"}, files={"table": ("d.csv", table.content)})
    assert "1 decisions were taken from the table." in again.text
    assert 'value="It is there before."' in again.text


@pytest.mark.parametrize(
    ("files", "data", "message"),
    [
        ({}, {}, "Give two versions"),
        ({"a": ("a.yaml", content(tree("coder-a", W1)))}, {}, "Give two versions"),
        ({"b": ("b.yaml", content(tree("coder-c", W1)))}, {"study": "made-up-2024"}, "Both versions say that"),
        ({"b": ("b.yaml", content(tree("coder-b", W1)))}, {"study": "nobody"}, "nobody"),
        (
            {"a": ("a.yaml", content(tree("coder-a", W1))), "b": ("b.yaml", content(tree("coder-b", W1, study="o")))},
            {},
            "These are two studies",
        ),
        (
            {"a": ("a.yaml", content(tree("coder-a", W1))), "b": ("b.yaml", content(tree("coder-b")))},
            {},
            "has no configuration",
        ),
    ],
)
def test_what_cannot_be_compared_says_why_on_the_page(
    client: httpx.Client, files: dict[str, tuple[str, bytes]], data: dict[str, str], message: str
) -> None:
    shown = client.post("/agreement", files=files, data=data)
    assert shown.status_code == 400
    assert message in shown.text


def test_a_held_study_is_compared_with_a_file(client: httpx.Client) -> None:
    shown = client.post(
        "/agreement", files={"b": ("b.yaml", content(tree("coder-b", X1)))}, data={"study": "made-up-2024"}
    )
    assert shown.status_code == 200
    assert "coder-c and coder-b on made-up-2024" in shown.text


def test_a_held_study_shows_its_figures_what_differed_and_what_was_settled(client: httpx.Client) -> None:
    page = client.get("/agreement", params={"study": "made-up-2024"}).text
    assert "coder-a and coder-b" in page
    assert "A hall is there before anybody comes." in page
    assert "What one coder alone had" in page
    assert 'href="/agreement?study=made-up-2024"' in client.get("/studies/made-up-2024").text
    assert 'href="/agreement?study=made-up-2024"' in client.get("/agreement").text
    assert 'href="/agreement"' in client.get("/add").text


def test_uploads_that_are_let_go_and_decisions_that_cannot_be_say_so(client: httpx.Client) -> None:
    assert client.get("/agreement/none/none").status_code == 404
    one, two = (content(tree(coder, each)) for coder, each in (("coder-a", W1), ("coder-b", X1)))
    path = client.post("/agreement", files={"a": ("a.yaml", one), "b": ("b.yaml", two)}).url.path
    wrong = client.post(path, data={"unit.0": "w9/m9", "what.0": "match", "choice.0": "same:w1/m1", "do": "settle"})
    assert (wrong.status_code, "nothing called &#39;w9/m9&#39;" in wrong.text) == (400, True)
    odd = client.post(path, data={"unit.0": "w1/m2", "what.0": "colour", "choice.0": "a", "agent": "c", "do": "settle"})
    assert (odd.status_code, "&#39;what&#39; is one of" in odd.text) == (400, True)
    table = client.post(path, files={"table": ("d.csv", b"\xff\xfe")})
    assert (table.status_code, "is not UTF-8" in table.text) == (400, True)


def test_what_is_paired_by_place_is_named_and_a_word_makes_it_count(client: httpx.Client) -> None:
    two = [("a", ("a.yaml", content(tree("coder-a", PLAIN)))), ("b", ("b.yaml", content(tree("coder-b", REWORDED))))]
    shown = client.post("/agreement", files=two)
    assert "paired by role and order" in shown.text
    assert "3 units in both versions; 1 difference to settle." in shown.text
    again = client.post(str(shown.url), data={"do": "confirm"})
    assert "w1/m1 is the same as w1/m1" in again.text
    assert "you said so" in again.text
    assert "nobody has looked" not in again.text


def test_parts_that_one_coder_has_are_paired_by_hand(client: httpx.Client) -> None:
    other = configuration("w1", ("m", "a friendly ear", "Trust"), ("o", "use of services persists"))
    two = [("a", ("a.yaml", content(tree("coder-a", PLAIN)))), ("b", ("b.yaml", content(tree("coder-b", other))))]
    shown = client.post("/agreement", files=two)
    assert "it is one with w1/o1 (outcome: use of services persists)" in shown.text
    said = {"unit.1": "w1/o1", "what.1": "part", "choice.1": "same:w1/o1"}
    said |= {"unit.2": "b:w1/o1", "what.2": "part", "choice.2": "keep"}
    again = client.post(str(shown.url), data={**said, "do": "count"})
    assert "2 units in both versions" in again.text
    assert "w1/o1 is the same as w1/o1" in again.text


def test_the_settled_sheet_leaves_as_a_workbook_too(client: httpx.Client) -> None:
    two = [("a", ("a.yaml", content(tree("coder-a", W1)))), ("b", ("b.yaml", content(tree("coder-b", X1))))]
    shown = client.post("/agreement", files=two)
    made = client.post(str(shown.url), data={"do": "workbook", "agent": "coder-c", "rest": "a"})
    assert 'filename="made-up-2024.xlsx"' in made.headers["content-disposition"]
    sheet = read_bytes(made.content, "made-up-2024.xlsx").sheet
    assert sheet is not None
    assert sheet.coded_by.agent == "coder-c"
