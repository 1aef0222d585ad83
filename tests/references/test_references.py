"""References come in as libraries give them, and those that are new become sheets that say what to fill in."""

import json
from collections.abc import Callable
from datetime import date

import pytest

from demireg.domain.errors import TooLarge, Unreadable
from demireg.services.importing.read import read_bytes
from demireg.services.importing.yaml_sheet import sheet_yaml
from demireg.services.references import formats
from demireg.services.references.matching import HELD, NEW, PERHAPS, REPEATED, Held, Match, held_reports, match
from demireg.services.references.reading import read_references
from demireg.services.references.reference import Reference
from demireg.services.references.starting import begin
from demireg.services.repository import Repository

RIS = """TY  - JOUR
AU  - García, Ana María
AU  - NHS Example
PY  - 2021/05/01
TI  - A garden for one: trust and turning up
JO  - Journal of Gardens
VL  - 12
IS  - 3
SP  - 10
EP  - 19
DO  - https://doi.org/10.1234/ABC.5
KW  - gardens
ER  -
"""
BIB = r"""@article{garcia,
  author = {Garc{\'i}a, Ana Mar{\'i}a and {NHS Example}},
  title = {A {Garden} for one: trust and turning up}, journal = {Journal of Gardens},
  year = 2021, volume = 12, number = 3, pages = {10--19}, doi = {10.1234/abc.5}, keywords = {gardens}
}
"""
CSL = json.dumps(
    [
        {
            "type": "article-journal",
            "author": [{"family": "García", "given": "Ana María"}, {"literal": "NHS Example"}],
            "issued": {"date-parts": [[2021, 5, 1]]},
            "title": "A garden for one: trust and turning up",
            "container-title": "Journal of Gardens",
            "volume": 12,
            "issue": "3",
            "page": "10-19",
            "DOI": "doi:10.1234/ABC.5",
            "keyword": "gardens",
        }
    ]
)
PUBMED = """<?xml version="1.0"?>
<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle, 1st January 2025//EN" "https://dtd.nlm.nih.gov/x.dtd">
<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID Version="1">123456</PMID><Article>
<Journal><JournalIssue><Volume>12</Volume><Issue>3</Issue><PubDate><MedlineDate>2021 May-Jun</MedlineDate></PubDate>
</JournalIssue><Title>Journal of Gardens</Title></Journal>
<ArticleTitle>A <i>garden</i> for one: trust and turning up.</ArticleTitle><Pagination><MedlinePgn>10-19</MedlinePgn>
</Pagination><Abstract><AbstractText>Words.</AbstractText></Abstract><AuthorList>
<Author><LastName>García</LastName><Initials>AM</Initials></Author>
<Author><CollectiveName>NHS Example</CollectiveName></Author></AuthorList></Article></MedlineCitation>
<PubmedData><ArticleIdList><ArticleId IdType="doi">10.1234/abc.5</ArticleId><ArticleId IdType="pmc">PMC77</ArticleId>
</ArticleIdList></PubmedData></PubmedArticle></PubmedArticleSet>"""


@pytest.mark.parametrize(
    ("name", "text", "left"),
    [
        ("r.ris", RIS, ("keywords",)),
        ("r.bib", BIB, ("keywords",)),
        ("r.json", CSL, ("keyword",)),
        ("r.xml", PUBMED, ("Abstract",)),
    ],
)
def test_each_format_says_the_same_of_a_report(name: str, text: str, left: tuple[str, ...]) -> None:
    listed = read_references(text.encode(), name)
    (found,) = listed.references
    assert found.authors == ("García AM", "NHS Example")
    assert (found.year, found.journal, found.volume, found.issue) == (2021, "Journal of Gardens", "12", "3")
    assert found.title.casefold() == "a garden for one: trust and turning up"
    assert (found.pages, found.doi, found.left) == ("10-19", "10.1234/abc.5", left)
    assert listed.findings == ()
    assert (found.pmid, found.pmcid) == (("123456", "PMC77") if name == "r.xml" else ("", ""))


@pytest.mark.parametrize(
    ("encode", "rules"),
    [
        (lambda text: text.encode("cp1252"), ["text-is-utf-8"]),
        (lambda text: text.encode("utf-16"), []),
        (lambda text: text.encode("utf-8-sig"), []),
        (lambda text: text.encode().decode("cp1252", "replace").encode(), ["letters-are-whole"]),
        (lambda text: text.replace("\n", "\r\n").encode(), []),
    ],
    ids=["Windows-1252", "UTF-16", "BOM", "twice encoded", "Windows lines"],
)
def test_broken_encodings_are_read_where_they_can_be_and_said(encode: Callable[[str], bytes], rules: list[str]) -> None:
    listed = read_references(encode(RIS), "r.ris")
    assert [each.rule for each in listed.findings] == rules
    assert listed.references[0].authors[0] == ("García AM" if "letters-are-whole" not in rules else "GarcÃ\xada AM")


def test_what_is_missing_is_said_with_its_line() -> None:
    listed = read_references((RIS + "\nTY  - JOUR\nDO  - 10.1000/x\nER  -\n").encode(), "r.ris")
    assert [each.place for each in listed.findings] == ["r.ris line 15"]
    assert listed.findings[0].message == "The reference has no title and no authors and no year and no journal."


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("r.docx", b"x", "ends in '.docx'"),
        ("r.ris", b"hello", "holds no reference"),
        ("r.bib", b"@article{a, title={x}", "line 1"),
        ("r.bib", b"nothing", "holds no reference"),
        ("r.json", b"{", "not JSON"),
        ("r.json", b"[" * 100_000, "not JSON"),
        ("r.json", b"[1]", "list of references"),
        ("r.bib", b"@article{a, title = " + b"{" * 3000 + b"}" * 3000 + b"}", "does not parse"),
        ("r.json", b'[{"title": ' + b"1" * 5000 + b"}]", "not JSON"),
        ("r.xml", b"<a/>", "no PubmedArticle"),
        ("r.xml", b"<a>", "not well-formed"),
        ("r.xml", b"<!DOCTYPE PubmedArticleSet [<!ENTITY a 'b'>]><a>&a;</a>", "declares entities"),
        ("r.xml", b"<!DOCTYPE x SYSTEM 'file:///etc/passwd'><a/>", "declares entities"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_sentence(name: str, content: bytes, says: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read_references(content, name)
    assert says in str(caught.value)


def test_too_many_references_are_refused() -> None:
    text = json.dumps([{}] * (formats.MAX_REFERENCES + 1))
    with pytest.raises(TooLarge, match="10,000 references"):
        read_references(text.encode(), "r.json")


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("r.bib", b"@article{a, author = {" + b"x and " * 11_000 + b"}, title = {x}}", "more than 10,000 authors"),
        ("r.bib", b"@article{a, title = {" + b"x" * 200_001 + b"}}", "line 1: 'title' has more than 200,000 letters"),
        ("r.ris", b"TY  - JOUR\n" + b"x\n" * 20_000, "more than 20,000 lines"),
        ("r.ris", b"TY  -\n" * 200_000, "10,000 references"),
        ("r.bib", b"@a{\n" * 200_000, "10,000 references"),
        ("r.ris", b" " * 5_000_001, "the limit is 5 MB"),
    ],
)
def test_what_no_library_writes_is_refused_before_the_work_is_done(name: str, content: bytes, says: str) -> None:
    with pytest.raises(TooLarge, match=says):
        read_references(content, name)


def test_a_run_of_blanks_between_authors_takes_no_time() -> None:
    text = "@article{a, author = {Ada Lovelace" + " " * 300_000 + "x and\n\tB. Bean}, title = {x}}"
    assert read_references(text.encode(), "r.bib").references[0].authors == ("x AL", "Bean B")


def test_letters_of_pubmed_are_decoded_whatever_the_file_says_of_them() -> None:
    for encoding in ("ISO-8859-1", "foo"):
        text = PUBMED.replace('version="1.0"', f'version="1.0" encoding="{encoding}"')
        assert read_references(text.encode(), "r.xml").references[0].authors[0] == "García AM"


def entry(**fields: str) -> dict[str, object]:
    return {"title": "A garden", "issued": {"raw": fields.pop("year", "2021")}, **fields}


def test_a_reference_is_recognised_by_its_doi_then_its_number_then_its_title() -> None:
    held = [Held("kent-2020", "Turning up for the garden, week after week", 2020, "10.1000/held", "77")]
    entries = [
        entry(DOI="https://doi.org/10.1000/HELD", title="Another title"),
        entry(PMID="77", title="A third title"),
        entry(title="Turning up for the garden week after week.", year="2021", DOI="10.1000/other"),
        entry(title="Turning up for the garden week after week.", year="2001"),
        entry(title="A: Garden!", DOI="10.1000/new"),
        entry(title="The garden", DOI="10.1000/NEW"),
        entry(title="A garden"),
    ]
    found = list(match(read_references(json.dumps(entries).encode(), "r.json").references, held))
    assert [each.state for each in found] == [HELD, HELD, PERHAPS, NEW, NEW, REPEATED, REPEATED]
    assert [each.of for each in found] == ["kent-2020"] * 3 + ["", "", "r.json /4", "r.json /4"]
    assert "the DOI differs (10.1000/held)" in found[2].why


def test_studies_that_are_held_are_known_by_their_reports(toy: Repository) -> None:
    held = held_reports(toy)
    assert held
    assert all(each.title for each in held)


def test_a_sheet_that_is_begun_lacks_only_what_the_reference_does_not_say() -> None:
    matches = list(match(read_references(BIB.encode(), "r.bib").references, []))
    (begun,) = begin(matches, {"garcia-2021"}, date(2026, 11, 22))
    assert begun.id == "garcia-2021-2"
    found = read_bytes(sheet_yaml(begun.tree).encode(), f"{begun.id}.yaml").findings
    assert {each.rule for each in found} == {"placeholder-is-filled"}
    assert not any("citation" in each.place for each in found)
    assert any("Write the context, in your own words." in each.mend for each in found)


def test_letters_that_english_lacks_become_those_it_has() -> None:
    names = {"Øster A": "oster", "Weiß A": "weiss", "Bæk A": "baek", "Łoś A": "los", "Đorđević A": "dordevic"}
    references = [Reference(place="1", authors=(name,), year=2023) for name in names]
    begun = begin([Match(each, NEW) for each in references], set(), date(2026, 11, 22))
    assert [each.id for each in begun] == [f"{name}-2023" for name in names.values()]


def test_a_year_that_nobody_looked_for_is_to_be_filled_in() -> None:
    begun = next(begin([Match(Reference(place="1", authors=("Kent C",)), NEW)], set(), date(2026, 11, 22)))
    found = read_bytes(sheet_yaml(begun.tree).encode(), "kent.yaml").findings
    assert [each.rule for each in found if "citation.year" in each.place] == ["placeholder-is-filled"]
