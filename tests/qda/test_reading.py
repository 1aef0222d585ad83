"""Projects as vendors write them are read; what is no project, or an attack, is refused with a sentence."""

import io
import zipfile
from collections.abc import Callable

import pytest

from demireg.domain.errors import DemiregError, TooLarge, Unreadable
from demireg.services.qda import archive as limits
from demireg.services.qda.project import read_project
from demireg.services.qda.roles import propose
from tests.qda.projects import FIRST, Maker, archive, concepts, drafted, guid, read, three_sources

XML = three_sources().xml()


@pytest.mark.parametrize(
    "change",
    [
        lambda xml: b"\xef\xbb\xbf" + xml,
        lambda xml: b"\n  " + xml,
        lambda xml: xml.decode().replace("utf-8", "utf-16", 1).encode("utf-16"),
        lambda xml: xml.replace(b"project:1.0", b"project:0:4"),
        lambda xml: xml.replace(guid("code M: trust").encode(), guid("code M: trust").upper().encode()),
        lambda xml: xml.replace(guid("code M: trust").encode(), b"{" + guid("code M: trust").encode() + b"}"),
        lambda xml: xml.replace(b"startPosition", b"StartPosition").replace(
            b"PlainTextSelection", b"plaintextselection"
        ),
    ],
    ids=["BOM", "blank lines", "UTF-16", "old namespace", "capitals", "braces", "case of names"],
)
def test_what_vendors_write_otherwise_is_read_alike(change: Callable[[bytes], bytes]) -> None:
    files = {"Sources/" + name.partition("/")[2]: content for name, content in three_sources().files.items()}
    made = archive({"My project.QDE": change(XML), **files})
    project = read_project(io.BytesIO(made), "P.QDPX")
    plain = read(three_sources())
    assert list(project.codes) == list(plain.codes)
    assert [each.locator for each in project.segments] == [each.locator for each in plain.segments]
    assert [each.text for each in project.sources.values()] == [each.text for each in plain.sources.values()]


def test_codes_whose_names_are_paths_stand_below_their_steps() -> None:
    made = Maker()
    for name in ("context.rural area", "mechanism.trust", "Outcome::attendance", "e.g. this"):
        made.code(name)
    project = read(made)
    assert [code.path for code in project.codes.values()] == [
        "context > rural area",
        "mechanism > trust",
        "Outcome > attendance",
        "e > g. this",
    ]
    assert [row.role for row in propose(project, concepts())] == ["context", "mechanism", "outcome", "none"]


def test_a_codebook_is_read_and_gives_no_configuration() -> None:
    codes = b"<CodeBook xmlns='urn:QDA-XML:codebook:1.0'><Codes><Code guid='%s' name='M: trust'/></Codes></CodeBook>"
    project = read_project(io.BytesIO(codes % guid("a").upper().encode()), "codes.qdc")
    assert [(row.guid, row.role, row.concept) for row in propose(project, concepts())] == [
        (guid("a"), "mechanism", "m.trust")
    ]


def zipped(name: str, content: bytes = b"x") -> bytes:
    return archive({"project.qde": XML, name: content})


def encrypted() -> bytes:
    made = bytearray(archive({"project.qde": XML}))
    for signature, at in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        made[made.find(signature) + at] |= 1
    return bytes(made)


def entities(text: str) -> bytes:
    return archive({"project.qde": f"<!DOCTYPE Project [{text}]><Project name='&a;'/>".encode()})


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"PK", "cut off"),
        (b"PK\x03\x04" + b"\x00" * 90_000, "cut off"),
        (b"no zip", "is a zip archive"),
        (archive({"project.qde": XML})[:-300] + b"PK\x05\x06" + b"\x00" * 18, "holds no project.qde"),
        (archive({"readme.txt": b"hello"}), "holds no project.qde"),
        (archive({"project.qde": b"<html/>"}), "no REFI-QDA project"),
        (archive({"project.qde": b"<Project><"}), "not well-formed"),
        (archive({"project.qde": b"<Project name='x'>" + b"<a>" * 70}), "nested more than 64 deep"),
        (archive({"project.qde": b"\xff\xfe<Project"}), "not well-formed"),
        (entities("<!ENTITY a 'b'>"), "document type or entities"),
        (entities("<!ENTITY a SYSTEM 'file:///etc/passwd'>"), "document type or entities"),
        (entities("<!ENTITY % a SYSTEM 'http://127.0.0.1/x'> %a;"), "document type or entities"),
        (zipped("../../outside.txt"), "leads out of it"),
        (zipped("/etc/passwd"), "leads out of it"),
        (zipped("sources\\..\\..\\x.txt"), "leads out of it"),
        (zipped("C:\\x.txt"), "leads out of it"),
        (encrypted(), "protected with a password"),
    ],
)
def test_what_is_no_project_is_refused_with_a_sentence(content: bytes, says: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read_project(io.BytesIO(content), "P.qdpx")
    assert says in str(caught.value)
    assert str(caught.value).startswith("P.qdpx")


@pytest.mark.parametrize(
    ("files", "says"),
    [
        ({"project.qde": XML, "sources/bomb.txt": b"0" * 4_900_000}, "would unfold"),
        ({"project.qde": XML, "sources/bomb.txt": b"0" * 5_100_000}, "the limit is 5.0 MB"),
        ({"project.qde": b" " * (limits.MAX_PROJECT_BYTES + 1)}, "the limit is 20.0 MB"),
        ({f"{number}": b"" for number in range(limits.MAX_MEMBERS + 1)}, "10,001 files"),
    ],
    ids=["ratio", "text", "project", "members"],
)
def test_what_is_too_large_is_refused_before_it_is_read(files: dict[str, bytes], says: str) -> None:
    with pytest.raises(TooLarge) as caught:
        read_project(io.BytesIO(archive(files)), "P.qdpx")
    assert says in str(caught.value)


def test_a_project_of_too_many_elements_is_refused_while_it_is_read() -> None:
    with pytest.raises(TooLarge, match="300,000 elements"):
        read_project(io.BytesIO(b"<Project name='x'>" + b"<a/>" * 300_001 + b"</Project>"), "P.qde")


def test_a_member_that_says_that_it_is_small_is_not_read_beyond_that() -> None:
    made = bytearray(archive({"project.qde": XML, "sources/long.txt": b"0123456789" * 600_000}))
    at = made.rfind(b"PK\x01\x02")
    made[at + 24 : at + 28] = (10).to_bytes(4, "little")
    with pytest.raises(DemiregError):
        read_project(io.BytesIO(bytes(made)), "P.qdpx")


def test_recordings_and_pictures_in_the_archive_are_named_and_not_read() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as held:
        held.writestr("project.qde", XML)
        held.writestr("sources/film.mp4", b"0" * 50_000_000)
    project = read_project(io.BytesIO(target.getvalue()), "P.qdpx")
    assert project.archive.members == ("sources/film.mp4",)


def test_words_of_a_source_are_quoted_only_when_a_licence_is_named() -> None:
    words = FIRST[0:60]
    asked = drafted(three_sources(), licence="CC BY 4.0").tree["cmo_configurations"][-1]["evidence"]
    assert asked["quotation"].startswith(" ".join(words.split()))
    assert asked["quotation_licence"] == "CC BY 4.0"
    assert words not in str(drafted(three_sources()).tree)


def test_memos_stay_out_when_they_are_not_asked_for() -> None:
    found = drafted(three_sources(), memos=False)
    assert "turning up" not in str(found.tree)
    assert {line.why for line in found.lines if line.kind == "Note"} == {"memos were not asked for"}


def test_a_passage_whose_place_does_not_fit_its_words_is_pointed_out() -> None:
    made = three_sources()
    source = next(iter(made.part("Sources")))
    made.mark(source, 10, 40, "M: trust", "O: attendance", words="She rang me every week.")
    made.mark(source, 290, 9000, "M: trust", "O: attendance")
    why = {line.why for line in drafted(made).lines if line.kind == "PlainTextSelection"}
    assert any("words that stand elsewhere" in each for each in why)
    assert any("ends beyond the text" in each for each in why)


def test_a_project_in_which_everything_is_in_every_configuration_is_refused() -> None:
    made = Maker()
    marks = [f"CMO {number}" for number in range(300)]
    for name in ("C: poverty", "O: attendance", *marks):
        made.code(name)
    source = made.text("Interview", "x" * 2000)
    for number in range(1000):
        made.mark(source, number, number + 900, "C: poverty", "O: attendance", marks[number % 300])
    with pytest.raises(TooLarge, match="between them, and the limit is 200,000"):
        drafted(made)


def test_sets_that_hold_every_code_are_refused_before_they_are_drafted() -> None:
    made = Maker()
    names = [f"{'CMO'[number % 3]}: part {number}" for number in range(201)]
    for name in names:
        made.code(name)
    for number in range(100):
        made.group(f"Set {number}", *names)
    with pytest.raises(TooLarge, match="name 20,100 parts between them"):
        drafted(made)
