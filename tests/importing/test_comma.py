"""CSV files are read as the programs of this world write them, and hold nothing that a spreadsheet would run."""

import csv
import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from demireg.domain.errors import TooLarge, Unreadable
from demireg.services.importing.places import compose
from demireg.services.importing.read import read_bytes, read_file
from demireg.services.importing.tabling.comma import comma_files, comma_zip, read_comma
from demireg.services.importing.tabling.layout import layout
from demireg.services.importing.tabling.spread import spread
from tests.importing.books import FULL, SHEETS, cells, found, full_rows, tree_of
from tests.importing.test_tables import alike
from tests.importing.trees import AWKWARD

SAMPLE = [path for path in SHEETS if path.stem in ("wood-2021", "hanlon-2021", "full")]


def full_files(encoding: str = "utf-8", divider: str = ",") -> dict[str, bytes]:
    """Return the files of the sheet that uses every key, as some program writes them."""
    files = {}
    for name, text in comma_files(full_rows()).items():
        target = io.StringIO()
        csv.writer(target, delimiter=divider).writerows(csv.reader(io.StringIO(text)))
        files[name] = target.getvalue().encode(encoding)
    return files


@pytest.mark.parametrize("path", SAMPLE, ids=lambda path: path.stem)
def test_the_files_of_a_sheet_are_read_as_that_sheet(path: Path) -> None:
    tree = tree_of(path)
    packed = comma_zip(spread(tree))
    draft = read_bytes(packed, "study.csv.zip")
    assert draft.findings == ()
    assert alike(compose(draft.source, draft.kept_as).data, tree)
    assert packed == comma_zip(spread(tree))


def test_a_folder_is_read_like_its_archive(tmp_path: Path) -> None:
    folder = tmp_path / "walking-2020"
    folder.mkdir()
    for name, content in full_files().items():
        (folder / name).write_bytes(content)
    (folder / "notes.txt").write_text("not a table")
    draft = read_file(folder)
    assert draft.findings == ()
    assert draft.sheet == read_bytes(FULL.read_bytes(), "walking-2020.yaml").sheet
    assert draft.cells["stances", 0, "stance"] == "stances!B2"


def test_a_folder_without_tables_and_a_lone_file_say_what_is_wanted(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="holds no CSV files"):
        read_file(tmp_path)
    with pytest.raises(Unreadable, match=r"one table, and a study is several. Pack them as \.zip"):
        read_bytes(b"label\nw1\n", "configurations.csv")


@pytest.mark.parametrize(
    ("encoding", "divider"), [("utf-8-sig", ";"), ("utf-16", "\t"), ("utf-8", ";"), ("utf-8", ",")]
)
def test_what_spreadsheets_write_is_read(encoding: str, divider: str) -> None:
    draft = read_comma(full_files(encoding, divider), "folder")
    assert draft.findings == ()
    assert draft.sheet is not None


def test_a_file_in_the_encoding_of_windows_is_read_with_a_warning() -> None:
    files = full_files()
    files["study.csv"] = files["study.csv"].replace(b"a village", "a café".encode("cp1252"))
    draft = read_comma(files, "folder")
    (finding,) = draft.findings
    assert finding.rule == "text-is-utf-8"
    assert draft.sheet is not None
    assert draft.sheet.setting.site == "a café"


def test_a_file_that_is_no_text_is_refused() -> None:
    with pytest.raises(Unreadable, match=r"folder study\.csv: This is no text"):
        read_comma({"study.csv": b"\x89PNG\x00\x00", "configurations.csv": b"label"}, "folder")
    with pytest.raises(Unreadable, match=r"folder study\.csv: This is no text"):
        read_comma({"study.csv": b"\xff\xfe\x00"}, "folder")


def test_rows_without_end_are_refused() -> None:
    for content in (b"Field,Value\n" + b"a,b\n" * 100_000, b"Field,Value\n" + b'"' + b"x" * 200_000):
        with pytest.raises((TooLarge, Unreadable), match=r"folder study\.csv"):
            read_comma({"study.csv": content}, "folder")
    with pytest.raises(TooLarge, match="6 MB, and the limit is 5 MB"):
        read_comma({"study.csv": b" " * 6_000_000}, "folder")


def test_files_of_other_names_and_missing_tables_are_reported() -> None:
    files = full_files()
    draft = read_comma({**files, "zoo.csv": b"a,b\n1,2\n"}, "folder")
    assert cells(found(draft, "sheet-is-known")) == ["zoo!A1"]
    del files["configurations.csv"]
    (finding,) = found(read_comma(files, "folder"), "table-is-there")
    assert "'Configurations' is missing" in finding.message


def test_files_that_bear_the_name_of_their_workbook_are_read() -> None:
    files = {
        f"walking-2020{divider}{name}": content for divider in ("-", " - ") for name, content in full_files().items()
    }
    assert len(found(read_comma(files, "folder"), "table-is-given-once")) == len(full_files())
    draft = read_comma({name: content for name, content in files.items() if " - " in name}, "folder")
    assert draft.findings == ()
    assert draft.cells["stances", 0, "stance"] == "stances!B2"


def test_an_archive_that_holds_a_folder_is_read() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("study/", "")
        for name, content in full_files().items():
            archive.writestr(f"study/{name}", content)
            archive.writestr(f"__MACOSX/study/._{name}", b"\x00\x05")
    assert read_bytes(target.getvalue(), "study.zip").findings == ()


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.sampled_from(AWKWARD) | st.text(st.characters(codec="utf-8", exclude_characters="\0\r"), max_size=9))
)
def test_no_cell_is_live_and_each_is_read_as_it_was_written(texts: list[str]) -> None:
    rows = {"more": [{"path": "note", "value": text} for text in texts if text.strip()]}
    content = comma_files(rows)["more.csv"]
    written = [row[1] for row in csv.reader(io.StringIO(content))][1:]
    assert not any(each.startswith(("=", "+", "-", "@", "\t", "\r")) for each in written)
    column = next(index for index, each in enumerate(layout().table("more").columns) if each.key == "value")
    assert [_freed(each[column]) for each in list(csv.reader(io.StringIO(content)))[1:]] == [
        text for text in texts if text.strip()
    ]


def _freed(text: str) -> str:
    """Return what reading makes of a cell: a mark before what would be live is taken away."""
    bare = text.lstrip("'")
    return text[1:] if text != bare and bare.startswith(("=", "+", "-", "@", "\t", "\r")) else text
