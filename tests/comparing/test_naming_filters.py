"""Filters that name nothing are refused, and the sentence about another value is short."""

import pytest

from demireg.domain.errors import BadParameter
from demireg.services.comparing.ask import ask
from demireg.services.repository import Repository


@pytest.mark.parametrize("country", [",", ",,,", " , "])
def test_a_filter_of_commas_alone_names_nothing(seeded: Repository, country: str) -> None:
    with pytest.raises(BadParameter, match="names nothing"):
        ask(seeded, "support", {"theory": "salutogenesis", "country": country})


@pytest.mark.parametrize("model", ["qqqq", "social prescribings"])
def test_the_sentence_about_a_model_that_is_not_there_is_short(seeded: Repository, model: str) -> None:
    with pytest.raises(BadParameter, match="No study has") as told:
        ask(seeded, "support", {"theory": "salutogenesis", "model": model})
    assert len(str(told.value)) < 420
