"""Numbers in what is asked: years have four digits, and what says how much is listed is a whole number with a bound."""

import pytest

from demireg.domain.errors import BadParameter
from demireg.services.comparing.ask import ask
from demireg.services.comparing.measures import MEASURES
from demireg.services.repository import Repository

COUNTED = [name for name, measure in MEASURES.items() if any(param.name == "top" for param in measure.params)]


@pytest.mark.parametrize("name", ["since", "until"])
@pytest.mark.parametrize("year", ["000020219999", "02021", "20210", "2" * 5000, "1e3", "٢٠٢١"])
def test_a_year_has_four_digits(toy: Repository, name: str, year: str) -> None:
    with pytest.raises(BadParameter, match=f"'{name}' takes a year, such as 2021"):
        ask(toy, "support", {"theory": "toy", name: year})


@pytest.mark.parametrize("measure", COUNTED)
@pytest.mark.parametrize("count", ["1e308", "-5", "0", "0.4", "2.5", "1001"])
def test_what_is_listed_is_a_whole_number_from_1_to_1000(toy: Repository, measure: str, count: str) -> None:
    with pytest.raises(BadParameter, match=f"'top' is a whole number from 1 to 1000, not '{count}'"):
        ask(toy, measure, {**MEASURES[measure].example, "top": count})


def test_a_whole_number_is_read_however_it_is_written(toy: Repository) -> None:
    assert ask(toy, "patterns", {"top": "2.0"}).asked.values["top"] == "2"


@pytest.mark.parametrize(
    ("measure", "name", "least", "most"),
    [
        ("gaps", "reported", 1, 1_000_000),
        ("gaps", "together", 0, 1_000_000),
        ("demi-regularities", "least", 1, 1_000_000),
        ("ripples", "longest", 2, 6),
    ],
)
def test_what_counts_programmes_is_a_whole_number_and_what_is_a_share_need_not_be(
    toy: Repository, measure: str, name: str, least: int, most: int
) -> None:
    for count in ("1.5", "0.5", "-1", "1e308", str(least - 1), str(most + 1)):
        with pytest.raises(BadParameter, match=f"'{name}' is a whole number from {least} to {most}, not '{count}'"):
            ask(toy, measure, {name: count})
    assert ask(toy, measure, {name: f"{least}.0"}).asked.values[name] == str(least)
    assert ask(toy, "demi-regularities", {"share": "0.5", "diversity": "0.25"}).asked.values["share"] == "0.5"
