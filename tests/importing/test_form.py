"""The web form is a door like the others: nothing is lost in it, and every finding names its field."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from demireg import assets
from demireg.domain.findings import Place, Severity
from demireg.services.forms import form_draft
from demireg.services.importing.form import (
    MOST_FIELDS,
    MOST_ROWS,
    Form,
    begun,
    entries_of,
    from_plain,
    from_rows,
    to_rows,
    typed,
)
from demireg.services.importing.sheet_file import composed
from demireg.services.importing.tabling.cells import Cell
from demireg.services.importing.tabling.gather import gather
from demireg.services.importing.tabling.spread import spread

STUDIES = sorted((assets.folder("data") / "studies").glob("*.yaml"))


def sent(form: Form) -> Form:
    """Return a form as it comes back from a browser."""
    return typed(list(entries_of(form)))


def cells(form: Form) -> list[str]:
    """Return the fields where something keeps the study out."""
    found = form_draft(form).findings
    places = [each.place for each in found if each.severity is Severity.VIOLATION]
    return [each.cell for each in places if isinstance(each, Place)]


@pytest.mark.parametrize("path", STUDIES, ids=lambda path: path.stem)
def test_a_study_that_ships_comes_through_the_form_unchanged(path: Path) -> None:
    tree = composed(path.read_text(encoding="utf-8"), path.name).data
    assert isinstance(tree, dict)
    gathered = gather(to_rows(sent(from_plain(spread(tree)))))
    assert gathered.faults == []
    assert gathered.tree == tree


def test_an_empty_form_is_asked_for_each_needed_field_and_for_a_configuration() -> None:
    found = cells(sent(begun()))
    assert {"study.id", "study.title", "study.extent", "study.country", "configurations"} <= set(found)
    assert not [name for name in found if name.startswith("configurations.")]


def test_a_row_that_is_begun_is_asked_for_the_rest_at_its_own_fields() -> None:
    form = sent(begun())
    form.rows("configurations")[0].rows("parts")[2].values["concept"] = "trust"
    found = cells(form)
    assert "configurations.0.parts.2.text" in found
    assert "configurations.0.title" in found
    assert "configurations.0.parts.0.text" not in found


def test_rows_come_go_and_move() -> None:
    form = begun()
    added = form.add("configurations.0.parts", {"role": "outcomes", "text": "second"})
    other = form.add("configurations")
    assert (added.prefix, other.values["label"]) == ("configurations.0.parts.4", "k2")
    form.remove("configurations.0.parts.1")
    form.remove("configurations.7.parts.1")
    entries = [*entries_of(form), ("configurations.0.parts.4.configuration", "k2")]
    moved = typed(entries)
    assert [each.prefix for each in moved.rows("configurations")[0].rows("parts")] == [
        "configurations.0.parts.0",
        "configurations.0.parts.2",
        "configurations.0.parts.3",
    ]
    assert [each.values["text"] for each in moved.rows("configurations")[1].rows("parts")] == ["second"]


def test_what_stood_in_tables_is_all_in_the_form_wherever_it_belongs() -> None:
    rows = {
        "study": [
            {"field": Cell("Year ", ""), "value": Cell("2o24", "")},
            {"field": Cell("Mood", ""), "value": Cell("glad", "")},
        ],
        "configurations": [{"label": Cell("c1", ""), "title": Cell("One", "")}],
        "parts": [{"configuration": Cell("c9", ""), "role": Cell("Mechanism", ""), "text": Cell("lost", "")}],
    }
    form = from_rows(rows)
    assert form.study["year"] == "2o24"
    assert form.rows("more")[0].values == {"path": "Mood", "value": "glad"}
    orphan = form.rows("configurations")[1]
    assert (orphan.values["label"], orphan.rows("parts")[0].values["role"]) == ("c9", "mechanisms")


names = st.from_regex(
    r"(study|configurations|parts|more|x)(\.[0-9]{1,7}(\.(parts|links|study)\.[0-9]{1,3})?)?\.[a-z_]{1,12}",
    fullmatch=True,
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(names | st.text(max_size=20), st.text(max_size=30)), max_size=30))
def test_whatever_is_sent_makes_a_form_and_a_draft(entries: list[tuple[str, str]]) -> None:
    form = typed(entries)
    assert form_draft(form).name
    assert list(entries_of(sent(form))) == list(entries_of(form))


def test_more_rows_and_fields_than_anybody_types_are_not_kept() -> None:
    form = typed([(f"stances.{number}.proposition", "a/P1") for number in range(MOST_ROWS + 50)])
    assert len(form.rows("stances")) == MOST_ROWS
    assert len(list(entries_of(typed([("study.note", "x")] * (MOST_FIELDS + 1))))) < MOST_FIELDS
