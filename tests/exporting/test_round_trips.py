"""Every study leaves in every format and comes back as the same triples, whichever way it came."""

import copy
import json
from pathlib import PurePath
from random import Random

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from demireg.domain.names import Names
from demireg.services.exporting.formats import FORMATS
from demireg.services.exporting.held import Held
from demireg.services.exporting.losses import losses
from demireg.services.exporting.sheets import json_sheet
from demireg.services.importing.read import IMPORTERS, read_bytes
from demireg.services.importing.sheet import Sheet
from demireg.services.unfolding.study import sheet_of
from tests.exporting.making import Maker
from tests.exporting.reading import NAMES, SHEETS, held, held_as_triples, triples
from tests.shipping import background

WORKBOOK = ".xlsx"
#: A workbook takes as long as all other formats together, so a fifth of the studies stands for all of them here.
IN_WORKBOOKS = list(dict.fromkeys([*list(SHEETS)[::5], "wood-2021", "walking-2020"]))
CASES = [(study, ending) for ending in FORMATS for study in (IN_WORKBOOKS if ending == WORKBOOK else SHEETS)]

#: Texts that look like something else: to YAML, to a spreadsheet, or to whoever unfolds notes and authors.
TRICKY = (
    *("plain words", "no", "null", "1e3", "0x1f", "2021", "010", "- a", "#b", "a: b", "'", '"', "[x]", "~", "c | d"),
    *("=1+1", "+44", "@you", "-1", "'=x", "a; b", "a;b", "a, b", "yes; no", "not seen", "<b>&amp;</b>", "back\\slash"),
    *(
        "two\nlines",
        "a\ttab",
        "two\n\nparagraphs",
        "a\nPREFIX b: <c>",
        "é ü 漢字 🙂",
        "one\u2028two",
        "one\x85two",
        "no\u00a0break",
        "\u200b",
    ),
    *("Not seen: x", "Related: y", "Programme: z", "Definition of a given: b", "a given: b given: c", " given: "),
    *("Marker convention, a: b: c", "The curator's reading of the passage.", "(none)", "A; B C", "A B;", "plain"),
)


@pytest.mark.parametrize(("study", "ending"), CASES, ids=str)
def test_a_study_leaves_and_comes_back_as_the_same_triples(study: str, ending: str) -> None:
    body = FORMATS[ending].write(held(study))
    again = read_bytes(body, f"{study}{ending}")
    assert set(triples(again)) == set(held(study).graph)


@pytest.mark.parametrize("study", SHEETS)
def test_a_study_that_came_as_triples_is_a_sheet_that_loses_nothing(study: str) -> None:
    assert losses(held_as_triples(study)) == []


@pytest.mark.parametrize("study", ["hanlon-2021", "walking-2020"])
@pytest.mark.parametrize("ending", [ending for ending, form in FORMATS.items() if form.is_sheet])
def test_a_study_that_came_as_triples_leaves_as_every_kind_of_sheet(study: str, ending: str) -> None:
    again = read_bytes(FORMATS[ending].write(held_as_triples(study)), f"{study}{ending}")
    assert set(triples(again)) == set(held(study).graph)


@pytest.mark.parametrize("ending", FORMATS)
def test_the_same_study_gives_the_same_bytes(ending: str) -> None:
    first = held("husk-2020")
    again = Held(first.study, triples(read_bytes(first.source.encode(), first.source_name)), NAMES, background())
    kept = Held(again.study, again.graph, NAMES, background(), first.source, first.source_name)
    assert FORMATS[ending].write(kept) == FORMATS[ending].write(first)


def test_every_format_has_a_reader() -> None:
    assert [ending for ending in FORMATS if PurePath(f"x{ending}").suffix not in IMPORTERS] == []


def test_a_sheet_leaves_as_it_was_handed_in() -> None:
    study = held("wood-2021")
    assert FORMATS[".yaml"].write(study).decode() == study.source


def test_an_unfolded_sheet_has_its_keys_in_the_order_of_sheets() -> None:
    tree = sheet_of(held("walking-2020").graph, NAMES, background().codes)
    known = [info.alias or name for name, info in Sheet.model_fields.items()]
    assert list(tree) == [key for key in known if key in tree]


def test_a_study_below_another_base_is_unfolded_alike() -> None:
    names = Names("https://example.org/id/")
    first = held("walking-2020")
    text = FORMATS[".nt"].write(first).decode().replace(NAMES.base, names.base)
    draft = read_bytes(text.encode(), "x.nt")
    assert draft.graph is not None
    assert sheet_of(draft.graph, names, background().codes) == sheet_of(first.graph, NAMES, background().codes)


def unusual() -> st.SearchStrategy[str]:
    """Give texts such as a sheet may hold, without what its reader takes away."""
    letters = st.characters(
        codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp"), exclude_characters="\ufffe\uffff"
    )
    words = st.text(letters, min_size=1, max_size=12).map(str.strip).filter(bool)
    return st.one_of(st.sampled_from(TRICKY).map(str.strip), words)


@given(seed=st.integers(0, 2**32), texts=st.lists(unusual(), min_size=3, max_size=8, unique=True))
@example(seed=1, texts=list(TRICKY))
@example(seed=2, texts=list(TRICKY))
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
def test_a_study_that_was_made_up_leaves_and_comes_back_as_the_same_triples(seed: int, texts: list[str]) -> None:
    tree = Maker(Random(seed), texts, background().codes).sheet()  # noqa: S311 (it makes examples)
    draft = read_bytes(json_sheet(tree), "made.json")
    graph = triples(draft)
    kept = Held(tree["id"], graph, NAMES, background(), draft.source, draft.name)
    assert losses(Held(tree["id"], graph, NAMES, background())) == []
    for ending, form in FORMATS.items():
        if ending != WORKBOOK:
            again = triples(read_bytes(form.write(kept), f"made{ending}"))
            assert set(again) == set(graph), ending


@pytest.mark.parametrize("seed", [3, 4])
def test_a_study_that_was_made_up_leaves_as_a_workbook_and_comes_back(seed: int) -> None:
    tree = Maker(Random(seed), list(TRICKY), background().codes).sheet()  # noqa: S311 (it makes examples)
    draft = read_bytes(json_sheet(tree), "made.json")
    kept = Held(tree["id"], triples(draft), NAMES, background(), draft.source, draft.name)
    assert set(triples(read_bytes(FORMATS[WORKBOOK].write(kept), "made.xlsx"))) == set(kept.graph)


def test_json_as_programs_write_it_may_name_a_concept_by_its_label() -> None:
    tree = copy.deepcopy(held("walking-2020").tree)
    tree["note"] = "An invented study 🙂"
    before = triples(read_bytes(json_sheet(tree), "walking-2020.json"))
    tree["cmo_configurations"][0]["mechanisms"][0]["concept"] = "peer support"
    body = json.dumps(tree, indent="\t").encode()
    assert set(triples(read_bytes(body, "walking-2020.json"))) == set(before)
