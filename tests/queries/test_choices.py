"""A parameter that lists its values takes no other, and no value may be left empty."""

from pathlib import Path

import pytest

from demireg.domain.errors import BadParameter
from demireg.services.queries import read
from demireg.services.questions import ask, catalogue
from demireg.services.repository import Repository
from demireg.web.answers import fields

CHOICES = [
    ("saturation", "role", ("any", "context", "mechanism", "outcome")),
    ("contradictions", "explained", ("yes", "no")),
    ("conceptual-ripple", "within", ("yes", "no")),
]


@pytest.mark.parametrize(("name", "param", "choices"), CHOICES)
def test_another_value_is_refused_with_the_choices(
    seeded: Repository, name: str, param: str, choices: tuple[str, ...]
) -> None:
    for wrong in ("banana", "Yes", " no", "any|context"):
        with pytest.raises(BadParameter, match=f"'{param}' is one of {', '.join(choices)}, not"):
            ask(seeded, name, {param: wrong})
    assert ask(seeded, name, {param: choices[-1]}).columns


@pytest.mark.parametrize(("name", "param", "choices"), CHOICES)
def test_a_page_offers_the_choices(seeded: Repository, name: str, param: str, choices: tuple[str, ...]) -> None:
    (query,) = [each for each in catalogue() if each.name.endswith(f"/{name}")]
    (field,) = [each for each in fields(query, {}, seeded) if each.name == param]
    assert tuple(value for value, _ in field.choices) == choices
    assert field.value in choices


def test_an_empty_value_is_refused_and_the_default_named(seeded: Repository) -> None:
    with pytest.raises(BadParameter, match="'theory' is empty; leave it out to ask for collaborative-care"):
        ask(seeded, "pivots", {"theory": ""})


def test_a_text_that_lists_its_values_in_words_is_declared_a_choice() -> None:
    texts = [param for query in catalogue() for param in query.params if param.kind == "text"]
    assert not [param.text for param in texts if " or " in param.text or "yes" in param.text]


@pytest.mark.parametrize(
    "line", ["a choice = x - T", "a choice(x|y) = z - T", "a text(x|y) = x - T", "a choice(x) - T"]
)
def test_a_choice_that_is_not_well_declared_is_refused(tmp_path: Path, line: str) -> None:
    file = tmp_path / "query.rq"
    file.write_text(f"#+ title: T?\n#+ param: {line}\n", encoding="utf-8")
    with pytest.raises(ValueError, match="NAME"):
        read(file, "query")
