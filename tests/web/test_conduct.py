"""What the metamodel holds beyond the bare configuration, as pages and API tell it of a study that uses every key."""

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import httpx
import pytest

from demireg.services.catalogue.configurations import configuration_view
from demireg.services.catalogue.studies import study_view
from demireg.services.importing.read import read_file
from demireg.services.opening import open_repository
from demireg.services.repository import Repository
from demireg.services.studies import accept
from demireg.settings import Settings
from tests.conftest import serving
from tests.shipping import copied
from tests.web.conftest import Opens

FULL = Path(__file__).parents[1] / "importing" / "full.yaml"


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Repository]:
    """Give a repository of its own that holds the study with every key of a sheet."""
    repository = open_repository(Settings(store=str(copied(tmp_path_factory, "full"))))
    accept(repository, read_file(FULL))
    yield repository
    repository.close()


@pytest.fixture(scope="module")
def full_server(full: Repository) -> Iterator[str]:
    """Give the address of a server over it."""
    with serving(full) as address:
        yield address


def test_a_part_tells_each_of_its_facets(full: Repository) -> None:
    parts = {part.number: part for part in configuration_view(full, "walking-2020", "w1").strip.parts}
    context, outcome = parts["c1"], parts["o1"]
    assert (context.level, context.narrative) == ("individual", "relational_process")
    assert context.actor is not None
    assert context.actor.local == "Client"
    assert (parts["m1"].activation, parts["m1"].level) == ("partly_activated", "interpersonal")
    assert (outcome.horizon, outcome.intention, outcome.valence_for) == ("proximal", "intended", "neighbours")


def test_a_suggestion_stands_among_the_parts_only_once_somebody_has_accepted_it(full: Repository) -> None:
    strip = configuration_view(full, "walking-2020", "w1").strip
    assert {part.number: part.accepted_by for part in strip.parts if part.basis == "machine_suggested"} == {
        "m3": "curator b"
    }
    assert [(part.number, part.role, part.status, part.rejected_by) for part in strip.proposals] == [
        ("m2", "M", "proposed", ""),
        ("m4", "M", "rejected", "curator b"),
    ]
    assert strip.proposals[0].concept is not None
    assert strip.proposals[0].concept.local == "AccessBarrier"


def test_a_configuration_tells_which_part_leads_to_which_and_how_its_words_came_about(full: Repository) -> None:
    strip = configuration_view(full, "walking-2020", "w1").strip
    assert [(link.start, link.kind, link.end, link.basis) for link in strip.causal_links] == [
        ("m1", "produces", "o1", "author_stated"),
        ("o1", "feeds_back", "m1", "curator_inferred"),
    ]
    passage = strip.passage
    assert [each.reference for each in passage.elicited_by] == ["salutogenesis/P1"]
    assert (passage.phase, passage.view, passage.licence) == ("refining", "observed", "CC BY 4.0")
    assert passage.speaker is not None
    assert passage.speaker.label == "client"
    assert [link.role for link in strip.links] == ["mechanism", "elaborates", "competes"]


def test_a_study_tells_how_it_was_made_and_judged(full: Repository) -> None:
    held = study_view(full, "walking-2020")
    conduct = held.conduct
    assert (held.heuristic, [each.local for each in conduct.design]) == ("ICAMO", ["RealistSynthesis"])
    assert len(conduct.statements) == 19
    assert {said.basis for said in conduct.statements if said.kind == "method_rationale"} == {"curator_inferred"}
    assert [(flow.stage, flow.count) for flow in conduct.flow][:2] == [
        ("records_identified", 3),
        ("duplicates_removed", 0),
    ]
    assert [(each.kind, each.rating, each.configuration, each.document) for each in conduct.judgements] == [
        ("richness", "high", "w1", ""),
        ("relevance", "moderate", "", "d1"),
        ("rigour", "low", "", ""),
    ]
    assert conduct.segments[0].roles == (("curator a", "context"), ("curator b", "mechanism"))
    assert not conduct.segments[0].agreed
    assert held.stances[0].strength == "strong"


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("address", ["/studies/walking-2020", "/studies/walking-2020/w1"])
def test_the_pages_of_a_full_study_are_quiet_and_fit_with_everything_opened(
    full_server: str, opens: Opens, address: str, dark: bool, width: int
) -> None:
    visit = opens(full_server + address, width, dark=dark, settled=True)
    visit.page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
    assert visit.complaints == []
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_page_holds_back_what_is_rarely_asked_for_and_shows_it_by_the_keyboard(
    full_server: str, opens: Opens
) -> None:
    page = opens(f"{full_server}/studies/walking-2020", scripts=False).page
    blocks = page.locator("details.inner")
    assert blocks.count() == 6
    assert [blocks.nth(each).get_attribute("open") for each in range(6)] == [None] * 6
    blocks.first.locator("summary").focus()
    page.keyboard.press("Enter")
    for expected in ("Why do walks help?", "None declared.", "It works for some.\xa0curator’s reading"):
        assert expected.replace("\xa0", " ") in blocks.first.inner_text()


def test_what_counts_for_nothing_is_said_so_in_words_apart_from_the_strip(full_server: str, opens: Opens) -> None:
    page = opens(f"{full_server}/studies/walking-2020/w1").page
    assert "buses bring people in" not in page.inner_text(".strip")
    assert "suggested by a machine, accepted by curator b" in page.inner_text(".strip")
    page.get_by_text("Suggested by a machine and counted nowhere (2)").click()
    listed = page.locator(".proposal").all_inner_texts()
    assert "only proposed" in listed[0]
    assert "rejected by curator b" in listed[1]


def test_a_link_to_a_suggestion_opens_the_block_that_holds_it(full_server: str, opens: Opens) -> None:
    assert opens(f"{full_server}/studies/walking-2020/w1#m2").page.locator("#m2").is_visible()


def test_a_block_without_content_is_not_there(server: str, opens: Opens) -> None:
    page = opens(f"{server}/studies/wood-2021/w12").page
    assert page.locator("details.inner").count() == 0
    assert {"Interview", "Words", "Asked about", "Stage"} & set(page.locator("dt").all_inner_texts()) == set()


def test_the_api_gives_the_same_as_the_pages(full: Repository, full_server: str) -> None:
    study = httpx.get(f"{full_server}/api/studies/walking-2020", trust_env=False).json()
    held = asdict(study_view(full, "walking-2020").conduct)
    assert [said["text"] for said in study["conduct"]["statements"]] == [said["text"] for said in held["statements"]]
    strip = httpx.get(f"{full_server}/api/configurations/walking-2020/w1", trust_env=False).json()["strip"]
    assert [part["status"] for part in strip["proposals"]] == ["proposed", "rejected"]
    assert strip["causal_links"][1]["kind"] == "feeds_back"
