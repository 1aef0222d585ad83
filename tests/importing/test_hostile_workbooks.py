"""Workbooks and archives made to bring the service down are refused with a sentence, at once and in little memory."""

import hashlib
import io
import subprocess
import sys
import time
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from demireg.domain.errors import TooLarge, Unreadable
from tests.importing.books import full_book, read, repacked, replaced, saved

READER = Path(__file__).with_name("hostile.py")
ENTITIES = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = b'<!DOCTYPE x SYSTEM "file:///etc/passwd">'
STUDY = "xl/worksheets/sheet1.xml"

_Make = Callable[[], bytes]


def _with(part: str, content: Callable[[bytes], bytes]) -> bytes:
    return repacked(full_book(), lambda name, text: content(text) if name == part else text)


def _zip(entries: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in entries.items():
            archive.writestr(name, text)
    return target.getvalue()


def _lying() -> bytes:
    """Return an archive whose directory says that an entry is small, though it is not."""
    content = _zip({"study.csv": b"x" * 3_000_000})
    return content.replace((3_000_000).to_bytes(4, "little"), (10).to_bytes(4, "little"))


def _encrypted() -> bytes:
    content = bytearray(_zip({"study.csv": b"Field,Value"}))
    content[6] |= 1
    content[content.rfind(b"PK\x01\x02") + 8] |= 1
    return bytes(content)


def _deep() -> bytes:
    return _with(STUDY, lambda text: text.replace(b"<sheetData>", b"<sheetData>" + b"<row>" * 30_000))


def long_book(rows: int) -> bytes:
    """Return a workbook whose table of parts has so many rows."""
    cell = '<c t="inlineStr"><is><t>{}</t></is></c>'
    row = f"<row>{cell.format('w{0}')}{cell.format('context')}<c/>{cell.format('the wording of part {0}')}</row>"
    long = "".join(row.format(number) for number in range(rows)).encode()
    return _with("xl/worksheets/sheet5.xml", lambda text: text.replace(b"</sheetData>", long + b"</sheetData>"))


def wide_book() -> bytes:
    """Return a workbook with a table of many columns."""
    made = Workbook(write_only=True)
    for title in ("Study", "Configurations"):
        sheet = made.create_sheet(title)
        for _ in range(90):
            sheet.append([f"{n}" for n in range(240)])
    return saved(made)


#: File name, how it is made, and a piece of what is said of it.
HOSTILE: dict[str, tuple[str, _Make, str]] = {
    "entities": ("f.xlsx", lambda: _with(STUDY, lambda text: ENTITIES + text.partition(b"?>")[2]), "document type"),
    "entities of styles": ("f.xlsx", lambda: _with("xl/styles.xml", lambda text: ENTITIES + text), "document type"),
    "an outside entity": ("f.xlsx", lambda: _with("xl/workbook.xml", lambda text: OUTSIDE + text), "document type"),
    "entities in UTF-16": (
        "f.xlsx",
        lambda: _with(STUDY, lambda text: ("\ufeff" + (ENTITIES + text).decode()).encode("utf-16-le")),
        "not written as UTF-8",
    ),
    "entities in EBCDIC": (
        "f.xlsx",
        lambda: _with(STUDY, lambda text: b'<?xml version="1.0" encoding="cp037"?>' + text),
        "not written as UTF-8",
    ),
    "no XML": ("f.xlsx", lambda: _with(STUDY, lambda text: text[:300]), "damaged"),
    "elements in elements": ("f.xlsx", _deep, "damaged"),
    "a bomb": ("f.xlsx", lambda: _with(STUDY, lambda text: text + b" " * 30_000_000), "250 times its size"),
    "a bomb of files": ("f.zip", lambda: _zip({f"{n}.csv": b"" for n in range(2000)}), "packs 2,000 files"),
    "a bomb in a zip": ("f.zip", lambda: _zip({"study.csv": b"\0" * 30_000_000}), "250 times its size"),
    "much of everything": (
        "f.zip",
        lambda: _zip({f"{n}.csv": hashlib.shake_128(bytes([n])).digest(20_000) * 200 for n in range(9)}),
        "unpacks to 36 MB",
    ),
    "a size that lies": ("f.zip", _lying, "damaged"),
    "a way out": ("f.zip", lambda: _zip({"../study.csv": b""}), "would lead out"),
    "a way out of Windows": ("f.zip", lambda: _zip({"a\\..\\..\\study.csv": b""}), "would lead out"),
    "an absolute way": ("f.xlsx", lambda: _zip({"/etc/passwd": b""}), "would lead out"),
    "a drive": ("f.zip", lambda: _zip({"C:study.csv": b""}), "would lead out"),
    "a password": ("f.zip", _encrypted, "password"),
    "no end": ("f.xlsx", lambda: full_book()[:-30], "damaged"),
    "a workbook as a zip": ("f.zip", full_book, "This is a workbook"),
    "a zip as a workbook": ("f.xlsx", lambda: _zip({"study.csv": b"Field,Value"}), "no workbook"),
    "a hundred thousand rows": ("f.xlsx", lambda: long_book(100_000), "more than 10,000 rows"),
    "columns without end": ("f.xlsx", wide_book, "more than 40,000 cells"),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_a_hostile_workbook_is_refused_with_a_sentence_at_once(case: str) -> None:
    name, make, said = HOSTILE[case]
    content = make()
    begun = time.process_time()
    tracemalloc.start()
    try:
        with pytest.raises((Unreadable, TooLarge)) as refused:
            read(content, name)
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert said in str(refused.value)
    assert "f." in str(refused.value)
    assert time.process_time() - begun < 12  # a second without the tracing of memory
    assert most < 150_000_000


def test_a_sheet_that_claims_to_be_endless_is_read_by_what_it_holds() -> None:
    content = replaced(full_book(), STUDY, b"<dimension ref=", b'<dimension ref="A1:XFD1048576" x=')
    draft = read(content)
    assert draft.findings == ()


def test_cells_at_the_end_of_the_world_are_read_or_left() -> None:
    def change(made: Workbook) -> None:
        made["Parts"]["A1048576"] = "w1"
        made["Parts"]["XFD2"] = "x"

    rules = {each.rule for each in read(full_book(change)).findings}
    assert rules == {"value-is-a-choice"}


def test_the_process_lives_on_after_the_worst() -> None:
    content = long_book(20_000)
    ended = subprocess.run(
        [sys.executable, str(READER), "f.xlsx"], input=content, capture_output=True, timeout=60, check=False
    )
    assert ended.returncode == 0
    assert b"more than 10,000 rows" in ended.stdout


SOUND = full_book()
PARTS = ("xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/sharedStrings.xml", "xl/styles.xml", STUDY, "_rels/.rels")
WORDS = (
    b'"',
    b"<",
    b">",
    b"</c>",
    b"<c>",
    b'r="A0"',
    b't="s"',
    b"<v>",
    b"-1",
    b"9" * 30,
    b"1e999",
    b"nan",
    b"&#0;",
    b"\xff",
)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(PARTS), st.floats(0, 0.999), st.integers(0, 40), st.sampled_from(WORDS))
def test_a_part_that_is_spoilt_anywhere_is_read_or_refused(part: str, where: float, gone: int, word: bytes) -> None:
    def spoil(name: str, text: bytes) -> bytes:
        at = int(len(text) * where)
        return text[:at] + word + text[at + gone :] if name == part else text

    _read_or_refused(repacked(SOUND, spoil), "f.xlsx")


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.floats(0, 0.9999), st.binary(max_size=6)), min_size=1, max_size=4), st.floats(0.3, 1))
def test_an_archive_that_is_spoilt_anywhere_is_read_or_refused(changes: list[tuple[float, bytes]], kept: float) -> None:
    content = bytearray(SOUND)
    for where, word in changes:
        at = int(len(content) * where)
        content[at : at + len(word)] = word
    _read_or_refused(bytes(content), "f.xlsx")
    _read_or_refused(bytes(content[: int(len(content) * kept)]), "f.xlsx")
    _read_or_refused(bytes(content), "f.zip")


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300) | st.text(max_size=200).map(lambda text: f"Field;Value\n{text}".encode()))
def test_any_bytes_as_tables_are_read_or_refused(content: bytes) -> None:
    _read_or_refused(content, "f.xlsx")
    for name in ("study.csv", "more.csv", "parts.csv"):
        _read_or_refused(
            _zip({"configurations.csv": b"label\nw1", "study.csv": b"Field,Value", name: content}), "f.zip"
        )


def _read_or_refused(content: bytes, name: str) -> None:
    try:
        draft = read(content, name)
    except (Unreadable, TooLarge) as fault:
        said = [str(fault)]
    else:
        said = [each.message for each in draft.findings]
    assert all(said)
