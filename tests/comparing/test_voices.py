"""Who speaks for each link: groups of stakeholders, warnings of a single voice, and who is missing."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from demireg.services.comparing.ask import ask
from demireg.services.comparing.speaking import group_of
from demireg.services.repository import Repository
from demireg.services.seeding import seed
from tests.comparing.repositories import TOY, worked_example
from tests.shipping import without_studies

#: Who speaks in each configuration of the worked example, for this test.
SPOKEN = {
    "k1": ["client", "link worker"],
    "k2": ["patients"],
    "k7": ["GP", "researcher"],
    "k4": ["review"],
    "k6": ["herbalist"],
}


def spoken(folder: Path) -> Repository:
    """Return the worked example with other voices."""
    files = []
    for path in sorted((TOY / "studies").glob("*.yaml")):
        sheet = yaml.safe_load(path.read_text(encoding="utf-8"))
        for strip in sheet["cmo_configurations"]:
            strip["perspective"] = SPOKEN.get(strip["label"], ["researcher"])
        files.append(folder / path.name)
        files[-1].write_text(yaml.safe_dump(sheet), encoding="utf-8")
    repository = worked_example()
    seed(repository, files=files)
    return repository


@pytest.fixture(scope="module")
def links(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], dict[str, Any]]:
    """Give the links of the worked example with other voices, by their ends."""
    repository = spoken(tmp_path_factory.mktemp("spoken"))
    try:
        body = ask(repository, "voices", {}).body
    finally:
        repository.close()
    return {(row["source"], row["target"]): row for row in body["links"]} | {("", ""): body}


def test_words_for_one_group_are_one_group_and_unknown_words_stay() -> None:
    assert [group_of(word) for word in ("client", "Patients", "service user")] == ["service users"] * 3
    assert (group_of("review"), group_of("Researchers"), group_of(" herbalist ")) == ("", "", "herbalist")
    assert (group_of("GP"), group_of("patient")) == ("primary care staff", "service users")


def test_a_link_is_spoken_for_by_groups_counted_in_units(links: dict[tuple[str, str], dict[str, Any]]) -> None:
    trust = links["toy-ISO", "toy-TRUST"]
    assert {each["group"]: (each["units"], each["behind"]) for each in trust["voices"]} == {
        "herbalist": (1, ["toy-s6/k6"]),
        "link workers": (1, ["toy-s1/k1"]),
        "service users": (2, ["toy-s1/k1", "toy-s2/k2"]),
    }
    assert (trust["units"], trust["unvoiced"], trust["warning"]) == (4, 1, None)
    assert links["", ""]["words"]["researcher"] is None


def test_a_single_voice_is_warned_of_and_so_is_none(links: dict[tuple[str, str], dict[str, Any]]) -> None:
    assert links["toy-PEER", "toy-ISOL-minus"]["warning"] == "single voice"
    assert links["toy-PEER", "toy-ISOL-plus"]["warning"] == "no stakeholder"
    body = links["", ""]
    assert (body["known"], body["unknown"], body["single"]) == (7, 5, 3)


def test_who_speaks_elsewhere_in_the_study_is_missing_and_silence_is_no_disagreement(
    links: dict[tuple[str, str], dict[str, Any]],
) -> None:
    missing = {each["group"]: each["named"] for each in links["toy-ISO", "toy-TRUST"]["missing"]}
    assert missing == {"primary care staff": ["toy-s2"]}
    assert links["toy-PEER", "toy-ISOL-minus"]["missing"] == [
        {"group": "service users", "studies": 1, "named": ["toy-s2"]}
    ]
    assert "no disagreement" in links["", ""]["notes"][0]


def test_links_can_be_asked_for_by_concept_kind_and_warning(toy: Repository) -> None:
    rows = ask(toy, "voices", {"concept": "toy.PEER", "link": "M-O"}).found.rows
    assert [row[:3] for row in rows] == [("M-O", "toy-PEER", "toy-ISOL-minus"), ("M-O", "toy-PEER", "toy-ISOL-plus")]
    found = ask(toy, "voices", {"top": "1", "warned": "yes"})
    assert (len(found.found.rows), found.body["unknown"]) == (1, 12)
    assert any("1 of 12" in note for note in found.found.notes)


def test_an_empty_repository_has_no_links() -> None:
    repository = without_studies()
    try:
        for measure in ("voices", "contradictions", "ripples"):
            assert ask(repository, measure, {}).found.rows == ()
        assert ask(repository, "transfer", {"contexts": "CoLocation"}).found.rows == ()
    finally:
        repository.close()
