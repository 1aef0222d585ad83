"""The printed letters and asterisks of Wood 2021, counted once each.

The figures were counted in the paper's text (Results, from "Non-stigmatising environments" up to "Mid-range theory")
by looking for every bracket that holds C, M, O, Intervention or two letters, and for every asterisk before one:
77 brackets and 18 asterisks. The paper is not part of this repository, so the figures stand here.
"""

from collections import Counter

import pytest

from tests.data.sheets import Block, parts, sheet

#: Letters in the paper, by the passage in which they stand.
PRINTED = {
    "Results > Non-stigmatising environments": {"C": 6, "M": 8, "C/M": 1, "Intervention": 1, "O": 4},
    "Results > Person-centred care": {"C": 1, "M": 7, "O": 4},
    "Results > Social isolation": {"C": 4, "M": 8, "O": 9, "C/O": 1, "O/M": 1, "M/O": 1},
    "Results > Wider determinants of health": {"C": 5, "M": 5, "O": 4, "Intervention": 1},
    "Results > Poor interagency communication": {"C": 1, "M": 2, "O": 2, "Intervention": 1},
    # The illustration in "Modification of the IPT" prints words in brackets for one chain, then letters for another.
    "Results > Modification of the IPT": {
        "context": 1,
        "intervention": 1,
        "mechanism": 1,
        "outcome": 1,
        "C": 1,
        "M": 4,
    },
}
WHOLE = {"C": 17, "M": 30, "O": 23, "Intervention": 3, "C/M": 1, "C/O": 1, "O/M": 1, "M/O": 1}
ILLUSTRATION = "Results > Modification of the IPT"
STARS = {"w05": 3, "w08": 6, "w12": 3, "w18": 5, "w20": 1}


def tags(configuration: Block) -> dict[str, list[Block]]:
    """Return the printed tags of a configuration, each with the parts that share it."""
    shared: dict[str, list[Block]] = {}
    for number, (_, part) in enumerate(parts(configuration)):
        if "role_as_printed" in part:
            shared.setdefault(part.get("printed_tag", f"own-{number}"), []).append(part)
    return shared


def count(*sections: str) -> Counter[str]:
    """Count printed tags in sections of the paper."""
    found: Counter[str] = Counter()
    for configuration in sheet("wood-2021")["cmo_configurations"]:
        if configuration["evidence"]["section"] in sections:
            found.update(shared[0]["role_as_printed"] for shared in tags(configuration).values())
    return found


@pytest.mark.parametrize("section", PRINTED)
def test_each_printed_tag_of_a_section_is_counted_once(section: str) -> None:
    assert count(section) == PRINTED[section]


def test_the_sections_with_findings_hold_the_tags_that_the_paper_prints() -> None:
    assert count(*(section for section in PRINTED if section != ILLUSTRATION)) == WHOLE


def test_letters_stand_only_in_the_results() -> None:
    for configuration in sheet("wood-2021")["cmo_configurations"]:
        if tags(configuration):
            assert configuration["evidence"]["section"] in PRINTED, configuration["label"]


def test_each_asterisk_is_counted_once() -> None:
    found = {
        configuration["label"]: sum(shared[0].get("star") == "modified_only" for shared in tags(configuration).values())
        for configuration in sheet("wood-2021")["cmo_configurations"]
    }
    assert {label: number for label, number in found.items() if number} == STARS
    assert sum(found.values()) == 18


def test_an_asterisk_belongs_to_a_printed_tag() -> None:
    for configuration in sheet("wood-2021")["cmo_configurations"]:
        for _, part in parts(configuration):
            assert "star" not in part or "role_as_printed" in part, (configuration["label"], part["text"])


def test_parts_that_share_a_tag_agree_on_its_letters_and_asterisk() -> None:
    for configuration in sheet("wood-2021")["cmo_configurations"]:
        for shared in tags(configuration).values():
            assert len({(part["role_as_printed"], part.get("star")) for part in shared}) == 1, configuration["label"]


def test_a_double_tag_is_one_segment_in_two_roles() -> None:
    double = {
        shared[0]["role_as_printed"]: (configuration["label"], shared)
        for configuration in sheet("wood-2021")["cmo_configurations"]
        for shared in tags(configuration).values()
        if "/" in shared[0]["role_as_printed"]
    }
    assert {letters: label for letters, (label, _) in double.items()} == {
        "C/M": "w07",
        "C/O": "w13",
        "O/M": "w17",
        "M/O": "w17",
    }
    for label, shared in double.values():
        roles = [role for role, part in parts(by_label(label)) if part in shared]
        assert len(set(roles)) == len(shared) == 2, label
        assert len({part["element"] for part in shared}) == 1, label


def test_parts_carried_over_by_reference_are_not_printed_where_they_are_carried_to() -> None:
    carried = [part for _, part in parts(by_label("w12")) if "by_reference" in part]
    assert len(carried) == 3
    for part in carried:
        assert part["inferred"] is True
        assert "role_as_printed" not in part


def by_label(label: str) -> Block:
    """Return a configuration of Wood 2021."""
    found: Block = next(each for each in sheet("wood-2021")["cmo_configurations"] if each["label"] == label)
    return found
