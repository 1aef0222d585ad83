"""Leaving each unit out gives what asking without its studies gives, for every measure and every unit that counts."""

from collections.abc import Mapping

import pytest

from demireg.services.comparing import leaving_out
from demireg.services.comparing.ask import Answer, ask
from demireg.services.comparing.holding_apart import heads_of
from demireg.services.comparing.leaving_out import asked
from demireg.services.comparing.measures import MEASURES
from demireg.services.repository import Repository
from tests.comparing.coded import Made, repository_of_codings

PAIR = {"mechanism": "toy-TRUST", "outcome": "toy-ENG-plus"}
VALUES: Mapping[str, Mapping[str, str]] = {
    "matrix": {"theory": "toy"},
    "support": {"theory": "toy"},
    "diversity": {"theory": "toy"},
    "demi-regularities": {"least": "1"},
    "contrast": PAIR,
    "patterns": {},
    "truth-table": {"conditions": "toy-TRUST,toy-LOCAL,toy-TIMEOPEN", "outcome": "toy-ENG-plus"},
    "gaps": {"reported": "1"},
    "saturation": {},
    "minimal-pairs": {},
    "discrimination": {"theory": "toy-a", "other": "toy-b"},
    "rivals": {"theory": "toy-a", "other": "toy-b"},
    "lineage": {"theory": "toy"},
    "contradictions": {},
    "voices": {},
    "transfer": {"contexts": "toy-LOCAL"},
    "ripples": {},
}
#: Under these, one study alone keeps the review of three from counting.
ALONE: tuple[dict[str, str], ...] = (
    {},
    {"without": "toy-s2,toy-s3"},
    {"without": "toy-s1,toy-s3", "unit": "study"},
    {"since": "2020"},
)
Changes = dict[tuple[str, str, str], tuple[object, object]]


def rounded(value: object) -> object:
    return round(value, 9) if isinstance(value, float) else value


def told(answer: Answer) -> Changes:
    return {
        (str(of), str(figure), unit): (rounded(before), rounded(after))
        for of, figure, before, after, _, units in answer.found.rows
        for unit in str(units).split()
    }


def really(repository: Repository, name: str, values: Mapping[str, str]) -> Changes:
    """Return what changes when the measure is asked without the studies of each unit that counts, one by one."""
    whole = ask(repository, name, values)
    heads = heads_of(whole.found.columns, whole.found.rows)
    before, found = leaving_out._figures(whole, heads), Changes()
    units: dict[str, list[str]] = {}
    for study, unit in repository.table.named("measures/chosen", whole.asked.filters.values):
        units.setdefault(str(unit), []).append(str(study))
    for unit, studies in units.items():
        without = ",".join([*filter(None, [values.get("without", "")]), *studies])
        after = leaving_out._figures(ask(repository, name, {**values, "without": without}), heads)
        for key in before.keys() | after.keys():
            gone = before.get(key) is False and key not in after
            one, other = rounded(before.get(key)), rounded(after.get(key))
            if one != other and not gone:
                found[*key, unit] = (one, other)
    return found


@pytest.mark.parametrize("filters", ALONE, ids=str)
@pytest.mark.parametrize("name", sorted(each.name for each in MEASURES.values() if "without" in each.filters))
def test_each_unit_left_out_gives_what_asking_without_its_studies_gives(
    extended: Repository, name: str, filters: dict[str, str]
) -> None:
    taken = MEASURES[name].filters
    values = {**VALUES[name], **{each: value for each, value in filters.items() if each in taken}}
    assert told(asked(extended, name, {**values, "leave_out": "each"})) == really(extended, name, values)


def test_a_unit_that_no_answer_names_but_that_keeps_a_synthesis_silent_is_left_out_too() -> None:
    works = ("mechanism", True, "m1")
    made = {
        "quiet": Made([frozenset({("mechanism", True, "m2")})]),
        "review": Made([frozenset({works, ("outcome", True, "o1"), ("context", True, "c1")})], synthesises=["quiet"]),
        "third": Made([frozenset({works, ("outcome", True, "o2"), ("context", True, "c2")})]),
    }
    repository = repository_of_codings(made)
    found = told(asked(repository, "contradictions", {"leave_out": "each"}))
    assert "quiet" in {unit for *_, unit in found}
    assert found == really(repository, "contradictions", {})
