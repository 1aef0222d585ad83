"""A study written in tables is the study: nothing is lost on the way there and back, and every value has its cell."""

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings

from demireg.services.importing.places import Plain, compose
from demireg.services.importing.sheet import Sheet
from demireg.services.importing.tabling.cells import Cell
from demireg.services.importing.tabling.gather import addressed, gather, letters
from demireg.services.importing.tabling.keys import parsed
from demireg.services.importing.tabling.layout import by_heading, layout, plainly
from demireg.services.importing.tabling.spread import held, spread
from demireg.services.importing.yaml_sheet import sheet_yaml
from tests.importing.books import FULL, SHEETS, tree_of
from tests.importing.trees import trees


def alike(one: Plain, other: Plain) -> bool:
    """Whether two trees are equal and of the same types throughout."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(alike(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(alike, one, other))
    return type(one) is type(other) and one == other


def test_every_column_is_read_by_its_own_heading_and_by_each_of_its_synonyms() -> None:
    for table in layout().tables:
        for group in (table.columns, table.fields):
            known = by_heading(group)
            for column in group:
                assert known[plainly(column.heading)] is column, (table.name, column.key)
                lost = [name for name in column.synonyms if known[plainly(name)] is not column]
                assert lost == [], (table.name, column.key)
    names = Counter(name for table in layout().tables for name in table.names)
    assert [name for name, count in names.items() if count > 1] == []


def test_every_column_leads_to_a_key_of_the_sheet_and_says_what_it_is_for() -> None:
    schema = Sheet.model_json_schema(by_alias=True)
    for table in layout().tables:
        for column in (*table.columns, *table.fields):
            assert column.help.endswith((".", ")", '"')), column.key
            assert column.paths or column.special or column.key in ("field", "value")
            for key, path in column.paths.items():
                around = {"configurations": "cmo_configurations"}.get(table.within)
                at = ((around,) if around else ()) + ((key or (table.lists or ("",))[0],) if table.lists else ()) + path
                steps = tuple(step for step in at if step and isinstance(step, str))
                assert _is_key(schema, steps), (table.name, column.key)


def _is_key(schema: dict[str, object], path: tuple[str, ...]) -> bool:
    here: object = schema
    for step in path:
        here = _resolved(here, schema, step)
        if here is None:
            return False
    return True


def _resolved(here: object, schema: dict[str, object], step: str) -> object:
    """Return the schema of a key in a schema that may refer, list or choose."""
    if not isinstance(here, dict):
        return None
    if "$ref" in here:
        definitions = schema["$defs"]
        assert isinstance(definitions, dict)
        return _resolved(definitions[here["$ref"].rpartition("/")[2]], schema, step)
    if step in here.get("properties", {}):
        return here["properties"][step]
    inner = [*here.get("anyOf", ()), here["items"]] if "items" in here else here.get("anyOf", ())
    return next((found for each in inner if (found := _resolved(each, schema, step)) is not None), None)


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.stem)
def test_a_sheet_comes_back_from_its_tables_just_as_it_was(path: Path) -> None:
    tree = tree_of(path)
    gathered = gather(addressed(spread(tree)))
    assert gathered.faults == []
    assert alike(gathered.tree, tree)
    assert alike(compose(sheet_yaml(tree), path.name).data, tree)


@settings(max_examples=80, deadline=None)
@given(trees)
def test_whatever_a_tree_holds_comes_back_from_tables_and_yaml_with_its_types(tree: Plain) -> None:
    assert isinstance(tree, dict)
    gathered = gather(addressed(spread(tree)))
    assert gathered.faults == []
    assert alike(gathered.tree, tree)
    assert alike(compose(sheet_yaml(tree), "any.yaml").data, tree)


def test_every_value_of_a_sheet_has_the_cell_in_which_it_stands() -> None:
    tree = tree_of(FULL)
    rows = addressed(spread(tree))
    texts = {cell.at: cell.text for table in rows.values() for row in table for cell in row.values()}
    gathered = gather(rows)
    assert texts[gathered.cells["cmo_configurations", 0, "contexts", 0, "concept"]] == "SocialIsolation"
    assert texts[gathered.cells["stances", 0, "rationale"]] == held(tree, ("stances", 0, "rationale"))
    assert texts[gathered.cells["documents", 0, "title"]] == "Notes of a leader"
    assert gathered.cells["cmo_configurations", 1, "note"].startswith("configurations!")  # empty, and it has a place


def test_canonical_yaml_has_keys_in_the_order_of_the_sheet_and_unknown_ones_last() -> None:
    text = sheet_yaml({"strange": 1, "note": "n", "id": "a", "schema": "s", "setting": {"site": "x", "country": "y"}})
    assert text == "schema: s\nid: a\nsetting:\n  country: y\n  site: x\nnote: n\nstrange: 1\n"


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("note", ("note",)),
        ("theories[Salutogenesis].constructs[0].name", ("theories", "Salutogenesis", "constructs", 0, "name")),
        ('a["b.c"][1]', ("a", "b.c", 1)),
        (" a.b ", ("a", "b")),
    ],
)
def test_paths_are_read_as_they_are_written(text: str, path: tuple[str | int, ...]) -> None:
    assert parsed(text) == path


@pytest.mark.parametrize(
    "text", ["", ".", "a.", "a..b", "a[", "a[0", "[]", "a b", 'a["x', "a" + "[0]" * 50, 'a["\\x"]']
)
def test_what_is_no_path_is_none(text: str) -> None:
    assert parsed(text) is None


def test_columns_of_a_spreadsheet_have_letters() -> None:
    assert [letters(index) for index in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]


MORE_FAULTS: dict[str, tuple[str, str, str, str]] = {
    "an unreadable path": ("a..b", "x", "path-is-readable", "more!A2"),
    "no value": ("note", "", "value-is-not-empty", "more!B2"),
    "a gap": ("discrepancies[3].item", "x", "entry-is-there", "more!A2"),
    "an unknown name": ("theories[Nobody].note", "x", "entry-is-there", "more!A2"),
    "a key of a list": ("stances.note", "x", "entry-is-there", "more!A2"),
    "a way through a value": ("stances[0].rationale.x", "x", "entry-is-there", "more!A2"),
    "a value given already": ("stances[0].rationale", "x", "value-is-given-once", "more!A2"),
    "a control character": ("note", '"\\u0007"', "text-is-plain", "more!B2"),
}


@pytest.mark.parametrize("case", MORE_FAULTS)
def test_a_row_that_leads_nowhere_says_so_at_its_cell(case: str) -> None:
    path, value, rule, at = MORE_FAULTS[case]
    stance = {"rationale": Cell("because", "stances!E2")}
    rows = {"stances": [stance], "more": [{"path": Cell(path, "more!A2"), "value": Cell(value, "more!B2")}]}
    (fault,) = gather(rows).faults
    assert (fault.rule, fault.at) == (rule, at)
    assert fault.message
    assert fault.mend
