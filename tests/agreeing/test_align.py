"""Units of two versions are found by label, passage and wording, and nothing is guessed without saying so."""

import pytest

from demireg.domain.errors import BadParameter, Invalid, TooLarge
from demireg.services.agreeing.align import align
from demireg.services.agreeing.compare import agreement
from demireg.services.agreeing.decisions import read_decisions
from demireg.services.agreeing.settle import matches_of
from demireg.services.agreeing.version import Version, version_of
from demireg.services.importing.read import read_bytes
from tests.agreeing.versions import NAMES, codes, configuration, content, segments, tree, version
from tests.shipping import background

ROLES = {"C": "context", "M": "mechanism", "O": "outcome"}
W1 = configuration("w1", ("c", "people live alone", "SocialIsolation"), ("m", "talk among peers", "PeerSupport"))


def test_the_worked_example_comes_out_of_the_parts_of_two_sheets() -> None:
    def side(coder: str, given: str) -> Version:
        words = ["alpha", "bravo", "charlie", "delta", "echo", "foxtrot", "golf", "hotel", "india", "juliett"]
        parts = [(letter.lower(), f"{word} happened to them") for letter, word in zip(given, words, strict=True)]
        return version(coder, configuration("w1", *parts))

    found = agreement(side("coder-a", "CCMMMOOOCM"), side("coder-b", "CMMMMOOCCM"), codes())
    assert (found.role.units, found.role.agreed, found.role.observed, found.role.expected) == (10, 8, 0.8, 0.35)
    assert round(found.role.kappa or 0, 3) == 0.692
    assert round(found.role.alpha or 0, 3) == 0.705
    assert [each.of for each in found.roles] == ["context", "mechanism", "outcome"]
    assert [each.unit for each in found.items if each.what == "role"] == ["w1/c2", "w1/o3"]


def test_the_worked_example_comes_out_of_segments_by_their_ids() -> None:
    def side(coder: str, given: str) -> Version:
        return version(coder, W1, segments=segments(coder, [ROLES[letter] for letter in given]))

    found = agreement(side("coder-a", "CCMMMOOOCM"), side("coder-b", "CMMMMOOCCM"), codes())
    assert found.counted is not None
    assert (found.counted.passages, found.counted.matched, found.role.units) == (10, 2, 12)
    assert [each.unit for each in found.items] == ["s02", "s08"]


def test_one_concept_under_two_codes_is_one_concept() -> None:
    code = next(code for code, iri in codes().concepts.items() if iri.endswith("/PeerSupport") and "." in code)
    other = configuration("w1", ("c", "people live alone", "SocialIsolation"), ("m", "talk among peers", code))
    found = agreement(version("coder-a", W1), version("coder-b", other), codes())
    assert (found.concept.units, found.concept.agreed, found.concept.kappa) == (2, 2, 1)
    assert found.items == ()


def test_a_concept_that_one_coder_left_out_is_missing_and_not_a_disagreement() -> None:
    other = configuration("w1", ("c", "people live alone"), ("m", "talk among peers", "PeerSupport"))
    found = agreement(version("coder-a", W1), version("coder-b", other), codes())
    assert (found.concept.units, found.concept.missing, found.concept.observed) == (1, 1, 1)
    assert [(each.unit, each.a, each.b) for each in found.items] == [("w1/c1", "SocialIsolation", "")]


def test_configurations_under_other_labels_are_found_by_their_wording() -> None:
    other = configuration("x9", ("c", "people live alone"), ("m", "talk among peers"))
    other["title"] = W1["title"]
    more = configuration("w1", ("c", "rain falls daily"), ("o", "crops grow tall"), section="Discussion")
    more["title"] = "Weather and harvest"
    found = align(version("coder-a", W1), version("coder-b", more, other), codes())
    assert [(each.a.label, each.b.label) for each in found.wholes.matches] == [("w1", "x9")]
    assert [each.label for each in found.wholes.only_b] == ["w1"]
    assert [each.address for each in found.only_b] == ["w1/c1", "w1/o1"]


def test_one_label_and_passage_with_wholly_different_words_is_a_doubt() -> None:
    other = configuration("w1", ("c", "rain falls daily"), ("o", "crops grow tall"))
    other["title"] = "Weather, harvest"
    found = align(version("coder-a", W1), version("coder-b", other), codes())
    assert [each.a.label for each in found.wholes.doubts] == ["w1"]
    assert found.pairs == []
    agreed = align(version("coder-a", W1), version("coder-b", other), codes(), {"w1": "w1"})
    assert [each.said for each in agreed.wholes.matches] == [True]
    apart = align(version("coder-a", W1), version("coder-b", other), codes(), {"w1": ""})
    assert [each.label for each in (*apart.wholes.only_a, *apart.wholes.only_b)] == ["w1", "w1"]


def test_parts_match_by_wording_that_is_alike_whatever_their_role() -> None:
    other = configuration("w1", ("i", "people who live alone"), ("m", "talking among peers", "PeerSupport"))
    found = agreement(version("coder-a", W1), version("coder-b", other), codes())
    assert found.counted is not None
    assert (found.counted.matched, found.counted.alike) == (2, 2)
    first = found.items[0]
    assert (first.unit, first.what, first.a, first.b) == (
        "w1/c1", "role", "context", "intervention",
    )  # fmt: skip
    assert "matched by wording that is alike" in found.cautions[-1]


def test_a_part_that_may_be_two_counts_in_no_figure_until_somebody_says_which() -> None:
    one = version("coder-a", configuration("w1", ("m", "trust in the worker"), ("o", "they came back")))
    parts = (("m", "trust in the workers"), ("m", "trust in that worker"), ("o", "they came back"))
    other = version("coder-b", configuration("w1", *parts))
    found = agreement(one, other, codes())
    assert found.counted is not None
    assert (found.role.units, found.counted.doubts, found.counted.only_b) == (1, 1, 0)
    doubt = found.items[0]
    assert (doubt.unit, doubt.what, {value for value, _ in doubt.choices}) == ("w1/m1", "match", {"w1/m1", "w1/m2"})
    said = agreement(one, other, codes(), {"w1/m1": "w1/m2"})
    assert said.counted is not None
    assert (said.role.units, said.counted.doubts, said.counted.only_b) == (2, 0, 1)
    none = agreement(one, other, codes(), {"w1/m1": ""})
    assert [each.unit for each in none.items] == ["w1/m1", "b:w1/m1", "b:w1/m2"]


def test_the_same_wording_wins_over_wording_that_is_alike() -> None:
    one = version("coder-a", configuration("w1", ("m", "trust in the worker"), ("m", "trust in the workers")))
    other = version("coder-b", configuration("w1", ("m", "Trust in the workers."), ("m", "trust in the worker")))
    found = align(one, other, codes())
    assert {(each.a.address, each.b.address) for each in found.pairs} == {("w1/m1", "w1/m2"), ("w1/m2", "w1/m1")}


def test_what_one_coder_left_out_stands_apart_and_in_no_figure() -> None:
    other = configuration("w1", ("c", "people live alone", "SocialIsolation"), ("o", "fewer visits to the doctor"))
    found = agreement(version("coder-a", W1), version("coder-b", other), codes())
    assert found.counted is not None
    assert (found.role.units, found.counted.only_a, found.counted.only_b) == (1, 1, 1)
    assert [(each.unit, each.what) for each in found.items] == [("w1/m1", "part"), ("b:w1/o1", "part")]
    assert "2 of 3 parts stand in one version only" in found.cautions[0]


def test_passages_of_one_id_and_two_places_do_not_count() -> None:
    sides = [version(coder, W1, segments=segments(coder, ["context"])) for coder in ("coder-a", "coder-b")]
    moved = tree("coder-b", W1, segments=[{"id": "s01", "locator": "elsewhere", "roles": {"coder-b": "context"}}])
    second = version_of(read_bytes(content(moved), "b.yaml"), background(), NAMES)
    assert agreement(sides[0], sides[1], codes()).role.units == 3
    found = agreement(sides[0], second, codes())
    assert (found.role.units, found.counted and found.counted.moved) == (2, ("s01",))


def test_swapping_the_coders_changes_no_figure() -> None:
    other = configuration("w1", ("m", "people live alone", "Housing"), ("m", "talk among peers", "PeerSupport"))
    one, two = version("coder-a", W1), version("coder-b", other)
    there, back = agreement(one, two, codes()), agreement(two, one, codes())
    assert (there.role.kappa, there.role.alpha, there.concept.alpha) == (
        back.role.kappa, back.role.alpha, back.concept.alpha,
    )  # fmt: skip


def test_the_published_figure_is_kept_beside_ours() -> None:
    told = {"unit": "interviews", "coded": 14, "out_of": 35, "statistic": None, "locator": "Methods"}
    found = agreement(version("coder-a", W1), version("coder-b", W1, double_coding=told), codes())
    assert found.published is not None
    assert (found.published.coded, found.published.out_of, found.published.statistic) == (14, 35, "")


def test_two_studies_are_not_compared() -> None:
    with pytest.raises(BadParameter, match=r"two studies: coder-a.yaml is 'made-up-2024' and coder-b.yaml is 'other'"):
        agreement(version("coder-a", W1), version("coder-b", W1, study="other"), codes())


def test_one_coder_twice_is_not_agreement() -> None:
    with pytest.raises(BadParameter, match="Both versions say that 'coder-a' coded them"):
        agreement(version("coder-a", W1), version("coder-a", W1), codes())


def test_a_version_without_configurations_is_refused_with_its_place() -> None:
    with pytest.raises(Invalid, match="has no configuration") as caught:
        version("coder-a")
    assert caught.value.report.findings[0].place.endswith("(cmo_configurations)")


def test_a_version_that_is_no_sheet_says_what_is_wrong_first() -> None:
    made = tree("coder-a", {**W1, "confidence": "perhaps"})
    with pytest.raises(Invalid, match=r"cannot be compared before it can be read: .*confidence"):
        version_of(read_bytes(content(made), "a.yaml"), background(), NAMES)


@pytest.mark.parametrize(
    ("said", "message"),
    [({"w9/m1": ""}, "nothing called 'w9/m1'"), ({"w1/c1": "w1/o7"}, "cannot be matched with 'w1/o7'")],
)
def test_a_match_that_cannot_be_is_refused(said: dict[str, str], message: str) -> None:
    with pytest.raises(BadParameter, match=message):
        align(version("coder-a", W1), version("coder-b", W1), codes(), said)


def test_what_nobody_could_match_one_by_one_is_refused_at_once() -> None:
    def side(coder: str) -> Version:
        return version(coder, configuration("w1", *(("c", f"{coder} saw thing {number}") for number in range(400))))

    with pytest.raises(TooLarge, match="too many parts or configurations of differing wording"):
        align(side("coder-a"), side("coder-b"), codes())


def test_many_parts_of_the_same_wording_are_matched_at_once() -> None:
    def side(coder: str) -> Version:
        parts = [("c", f"thing {number} was seen") for number in range(1500)]
        return version(coder, configuration("w1", *(parts if coder == "coder-a" else parts[::-1])))

    assert len(align(side("coder-a"), side("coder-b"), codes()).pairs) == 1500


PLAIN = configuration("w1", ("c", "no car", "Income"), ("m", "a friendly ear", "Trust"), ("o", "back again", "Housing"))
REWORDED = configuration(
    "w1",
    ("c", "households cannot pay for transport", "Income"),
    ("m", "participants feel listened to", "PeerSupport"),
    ("o", "use of services persists", "Housing"),
)
REWORDED["title"] = "Those who are heard keep attending"


def test_parts_in_each_coders_own_words_are_paired_by_place_and_count_for_concepts_only() -> None:
    found = agreement(version("coder-a", PLAIN), version("coder-b", REWORDED), codes())
    assert [(each.ground, each.units, each.role, each.coded, each.concept) for each in found.grounds] == [
        ("place", 3, 3, 3, 2)
    ]
    assert (found.role.units, found.concept.units, found.concept.agreed) == (0, 3, 2)
    assert [(each.unit, each.what) for each in found.items] == [("w1/m1", "concept")]
    assert {each.ground for each in found.alike} == {"place"}
    assert "3 units were paired by role and order" in found.cautions[-1]
    said = agreement(version("coder-a", PLAIN), version("coder-b", REWORDED), codes(), {"w1/c1": "w1/c1"})
    assert (said.role.units, said.concept.units) == (1, 3)
    apart = agreement(version("coder-a", PLAIN), version("coder-b", REWORDED), codes(), {"w1/c1": ""})
    assert [each.unit for each in apart.items if each.what == "part"] == ["w1/c1", "b:w1/c1"]


def test_what_is_left_is_paired_by_a_concept_that_one_part_of_each_bears_and_counts_for_roles_only() -> None:
    other = configuration("w1", ("m", "a friendly ear", "Trust"), ("i", "bus fares are paid", "Income"))
    found = agreement(version("coder-a", PLAIN), version("coder-b", other), codes())
    grounds = {each.ground: each.units for each in found.grounds}
    assert grounds == {"wording": 1, "concept": 1}
    assert (found.role.units, found.concept.units) == (2, 1)
    left = next(each for each in found.items if each.unit == "w1/o1")
    assert (left.what, left.choices) == ("part", ())


def test_what_only_one_coder_has_may_be_said_to_be_what_only_the_other_has() -> None:
    other = configuration("w1", ("m", "a friendly ear", "Trust"), ("o", "use of services persists"))
    one, two = version("coder-a", PLAIN), version("coder-b", other)
    left = next(each for each in agreement(one, two, codes()).items if each.unit == "w1/o1")
    assert left.choices == (("w1/o1", "outcome: use of services persists"),)
    said = read_decisions(b"unit,what,decision,value\nw1/o1,part,same,w1/o1\n", "d.csv")
    found = agreement(one, two, codes(), matches_of(said))
    assert {each.ground: each.units for each in found.grounds} == {"wording": 1, "said": 1}
