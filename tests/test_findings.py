"""The findings stand as they are written: each command runs on what ships, and what is named is in an answer."""

import re
import shlex
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from demireg.services import questions
from demireg.services.catalogue.search import search
from demireg.services.comparing import naming
from demireg.services.comparing.ask import ask
from demireg.services.repository import Repository

TEXT = (Path(__file__).parents[1] / "docs" / "findings.md").read_text(encoding="utf-8")
COMMAND = re.compile(r"^demireg (?:compare|ask) .+$", re.MULTILINE)
NAMED = re.compile(r"`([a-z][a-z0-9-]+(?:/\w[\w-]*)?)`")
#: Sections by their headings, without what stands before the first.
SECTIONS = dict(part.split("\n", 1) for part in re.split(r"^## ", TEXT, flags=re.MULTILINE)[1:])


def values(words: list[str]) -> dict[str, str]:
    return {name.removeprefix("--"): value for name, value in zip(words[::2], words[1::2], strict=True)}


@cache
def answered(repository: Repository, command: str) -> str:
    """Return the whole answer to a command as text."""
    _, verb, name, *words = shlex.split(command)
    if verb == "ask":
        return repr(questions.ask(repository, name, values(words)).as_dict())
    return repr(ask(repository, name, values(words)).body)


#: Words of the questions and their answers that are no concept's name, and the concept that they mean.
WORDS = {
    "client ownership": "OwnershipAndChoice",
    "outside clinical settings": "CommunitySetting",
    "less stigma": "NonStigmatisingSpace",
    "relations between agencies": "InteragencyRelationship",
    "pandemic": "PandemicConditions",
}


def test_the_words_of_the_questions_find_the_concepts_that_they_mean(seeded: Repository) -> None:
    for words, concept in {**WORDS, "clinical settings": "CommunitySetting"}.items():
        assert concept in [hit.id for hit in search(seeded, words).of("concept")], words
    assert {words: naming.held(seeded.table, "concept", words) for words in WORDS} == WORDS


@pytest.mark.parametrize("heading", SECTIONS)
def test_what_a_finding_names_is_in_the_answers_of_its_commands(seeded: Repository, heading: str) -> None:
    commands = [shlex.join(shlex.split(each)) for each in COMMAND.findall(SECTIONS[heading])]
    assert commands
    answers = "\n".join(answered(seeded, each) for each in commands)
    named = {name.partition("/P")[0] for name in NAMED.findall(SECTIONS[heading])}  # propositions by their theory
    assert [name for name in sorted(named) if name not in answers] == []


def body(repository: Repository, measure: str, **given: str) -> Any:  # noqa: ANN401 - JSON of any shape
    return ask(repository, measure, given).body


def test_the_figures_of_the_findings_are_those_of_the_measures(seeded: Repository) -> None:
    trust = body(seeded, "contrast", mechanism="Trust", outcome="Engagement")
    assert (len(trust["reached_by"]), len(trust["opposed_by"])) == (4, 0)
    [regular] = ask(seeded, "demi-regularities", {"mechanism": "Trust", "outcome": "Engagement"}).found.rows
    columns = ask(seeded, "demi-regularities", {"mechanism": "Trust", "outcome": "Engagement"}).found.columns
    found = dict(zip(columns, regular, strict=True))
    assert (found["yes"], found["no"], found["unknown"], found["diversity"]) == (4, 0, 6, 1.0)
    support = {each["proposition"]: each for each in body(seeded, "support", theory="salutogenesis")["support"]}
    assert (support["P1"]["supporting"], support["P1"]["contradicting"]) == (23, 3)
    own = {each["proposition"]: each for each in body(seeded, "support", theory="wood-2021-modified")["support"]}
    assert (own["P1"]["supporting"], own["P1"]["corroborating"]) == (4, 1)
    rivals = ask(seeded, "rivals", {"theory": "salutogenesis", "other": "collaborative-care", "study": "wood-2021"})
    explained = [row[0] for row in rivals.found.rows]
    assert [explained.count(each) for each in ("first", "second", "both", "neither")] == [13, 0, 0, 17]
