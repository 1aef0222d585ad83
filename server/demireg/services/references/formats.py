"""One reader a format: each gives the references of a text, and raises Unreadable where it cannot."""

import json
import logging
import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from demireg.domain.errors import TooLarge, Unreadable
from demireg.services.importing.characters import shortened
from demireg.services.references.reference import (
    Reference,
    doi_in,
    flat,
    inverted,
    pages_of,
    person,
    pmcid_in,
    pmid_in,
    year_of,
)

if TYPE_CHECKING:
    from bibtexparser.library import Library
    from bibtexparser.model import Entry

_RIS_START: Final = re.compile(r"TY\s{1,2}-")
_BIB_ENTRY: Final = re.compile(r"^[ \t]{0,20}@", re.M)
#: What a file says of its own letters; they are decoded already.
_XML_START: Final = re.compile(r"\s{0,100}<\?xml\s[^<>]{0,300}\?>")
#: Nobody has so many reports in one file, and no report so many authors: a paper from particle physics has 5,000.
MAX_REFERENCES: Final = 10_000
MAX_AUTHORS: Final = 10_000
MAX_FIELD: Final = 200_000
MAX_LINES: Final = 20_000
#: Of the document type that PubMed writes only the name is needed; one with declarations inside is refused.
_PUBMED_TYPE: Final = re.compile(r"<!DOCTYPE\s+PubmedArticleSet\b[^\[\]<>]*>")
_RIS_TAKEN: Final = frozenset(
    (
        *("type_of_reference", "id", "authors", "first_authors", "year", "publication_year", "date", "title", "doi"),
        *("primary_title", "journal_name", "secondary_title", "alternate_title1", "alternate_title2", "volume"),
        *("alternate_title3", "number", "start_page", "end_page", "accession_number"),
    )
)
_CSL_TAKEN: Final = frozenset(
    (
        *("id", "type", "author", "issued", "title", "container-title", "volume", "issue", "page", "DOI", "PMID"),
        "PMCID",
    )
)
_BIB_TAKEN: Final = frozenset(
    (
        *("author", "year", "date", "title", "journal", "journaltitle", "booktitle", "publisher", "volume", "number"),
        *("issue", "pages", "doi", "pmid", "pmcid"),
    )
)


def ris(text: str, name: str) -> Iterator[Reference]:
    """Give the references of a RIS file."""
    import rispy

    starts = [number for number, line in enumerate(text.split("\n"), 1) if _RIS_START.match(line)]
    if not starts:
        raise Unreadable("The file holds no reference: one begins with 'TY  - '. Export it as RIS.", name)
    _bounded(len(starts), name)
    ends = (*starts, text.count("\n") + 2)
    if any(end - start > MAX_LINES for start, end in zip((1, *starts), ends, strict=True)):
        raise TooLarge(f"{name}: a reference has more than {MAX_LINES:,} lines. Look whether 'TY  - ' is missing.")
    try:
        entries = rispy.loads(text)
    except (ValueError, KeyError, IndexError, TypeError, OSError) as error:
        raise Unreadable(f"The file is not read as RIS ({flat(error)}). Export it anew.", name) from error
    for number, entry in enumerate(entries):
        line = starts[number] if number < len(starts) else starts[-1]
        names = [*entry.get("first_authors", ()), *entry.get("authors", ())]
        numbers = (entry.get("accession_number"), entry.get("id"))
        yield Reference(
            place=f"{name} line {line}",
            authors=tuple(filter(None, map(inverted, names))),
            year=year_of(entry.get("year") or entry.get("publication_year") or entry.get("date")),
            title=flat(entry.get("primary_title") or entry.get("title")),
            journal=flat(_first(entry, "journal_name", "secondary_title", "alternate_title1", "alternate_title2")),
            volume=flat(entry.get("volume")),
            issue=flat(entry.get("number")),
            pages=pages_of(entry.get("start_page"), entry.get("end_page")),
            doi=doi_in(entry.get("doi"), *entry.get("urls", ()), entry.get("url")),
            pmid=next(filter(None, map(pmid_in, numbers if "pubmed" in str(entry).lower() else ())), ""),
            pmcid=pmcid_in(*numbers),
            left=tuple(
                sorted((entry.keys() - _RIS_TAKEN - {"unknown_tag"}) | dict(entry.get("unknown_tag", {})).keys())
            ),
        )


def bibtex(text: str, name: str) -> Iterator[Reference]:
    """Give the references of a BibTeX file; a block that does not parse is refused with its line."""
    from bibtexparser.entrypoint import parse_string
    from bibtexparser.middlewares import LatexDecodingMiddleware

    _bounded(sum(1 for _ in _BIB_ENTRY.finditer(text)), name)
    logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)  # what it logs is raised here with its line
    library = _whole(parse_string(text), name)
    if not library.entries:
        raise Unreadable("The file holds no reference: one begins with '@article{'. Export it as BibTeX.", name)
    kept = [_pruned(entry, name) for entry in library.entries]
    decoded = _whole(LatexDecodingMiddleware().transform(library), name)  # the braces go that keep a name whole
    for entry, (as_written, left) in zip(decoded.entries, kept, strict=True):
        held = {field.key.lower(): str(field.value) for field in entry.fields}
        names = [_apart(each, name) for each in (held.get("author", ""), as_written)]
        yield Reference(
            place=f"{name} line {(entry.start_line or 0) + 1}",
            authors=tuple(filter(None, map(_bibtex_name, names[0], names[1]))),
            year=year_of(held.get("year") or held.get("date")),
            title=flat(held.get("title")),
            journal=flat(_first(held, "journal", "journaltitle", "booktitle", "publisher")),
            volume=flat(held.get("volume")),
            issue=flat(_first(held, "number", "issue")),
            pages=flat(held.get("pages")).replace("--", "-").replace("–", "-"),
            doi=doi_in(held.get("doi"), held.get("url")),
            pmid=pmid_in(held.get("pmid")),
            pmcid=pmcid_in(held.get("pmcid")),
            left=left,
        )


def _whole(library: "Library", name: str) -> "Library":
    """Return a library of which everything was read. Raises Unreadable at the first block that was not."""
    for block in library.failed_blocks:
        line = (block.start_line or 0) + 1
        raise Unreadable("An entry does not parse; look for a missing brace or comma.", f"{name} line {line}")
    return library


def _pruned(entry: "Entry", name: str) -> tuple[str, tuple[str, ...]]:
    """Keep the fields of an entry that are taken; return its authors as written and the names of the others.

    Raises TooLarge for a field that is longer than any.
    """
    left = sorted(each.key.lower() for each in entry.fields if each.key.lower() not in _BIB_TAKEN)
    entry.fields = [each for each in entry.fields if each.key.lower() in _BIB_TAKEN]
    for each in entry.fields:
        each.value = " ".join(str(each.value).split())
        if len(each.value) > MAX_FIELD:
            place = f"{name} line {(entry.start_line or 0) + 1}"
            message = f"{place}: '{shortened(each.key)}' has more than {MAX_FIELD:,} letters."
            raise TooLarge(f"{message} Look whether a brace is missing.")
    return next((each.value for each in entry.fields if each.key.lower() == "author"), ""), tuple(left)


def _apart(authors: str, name: str) -> list[str]:
    """Return the names of authors that ``and`` holds together. Raises TooLarge for more than any report has."""
    found = " ".join(authors.split()).split(" and ", MAX_AUTHORS)
    if len(found) > MAX_AUTHORS:
        raise TooLarge(f"{name}: a reference has more than {MAX_AUTHORS:,} authors. Look whether a brace is missing.")
    return found


def _bounded(count: int, name: str) -> None:
    """Refuse a file of too many references before any is read. Raises TooLarge."""
    if count > MAX_REFERENCES:
        raise TooLarge(f"{name} holds more than {MAX_REFERENCES:,} references. Export them in parts.")


def _bibtex_name(name: str, as_written: str) -> str:
    if as_written.strip().startswith("{"):
        return flat(name)
    if "," in name:
        return inverted(name)
    given, _, family = flat(name).rpartition(" ")
    return person(family, given)


def csl_json(text: str, name: str) -> Iterator[Reference]:
    """Give the references of a CSL-JSON file, a list or a single one."""
    try:
        held = json.loads(text)
    except (ValueError, RecursionError) as error:  # a number of thousands of digits is one, too
        line = getattr(error, "lineno", 1)
        raise Unreadable("This is not JSON that can be read.", f"{name} line {line}") from error
    entries = held.get("items", [held]) if isinstance(held, dict) else held
    if not isinstance(entries, list) or not all(isinstance(each, dict) for each in entries):
        raise Unreadable("CSL-JSON is a list of references, each a block with 'title' and 'author'.", name)
    _bounded(len(entries), name)
    for number, entry in enumerate(entries):
        authors = [each for each in _list(entry.get("author")) if isinstance(each, dict)]
        yield Reference(
            place=f"{name} /{number}",
            authors=tuple(filter(None, map(_csl_name, authors))),
            year=year_of(json.dumps(entry.get("issued"))),
            title=flat(entry.get("title")),
            journal=flat(entry.get("container-title") or entry.get("publisher")),
            volume=flat(entry.get("volume")),
            issue=flat(entry.get("issue")),
            pages=flat(entry.get("page")),
            doi=doi_in(entry.get("DOI"), entry.get("URL")),
            pmid=pmid_in(entry.get("PMID")),
            pmcid=pmcid_in(entry.get("PMCID")),
            left=tuple(sorted(entry.keys() - _CSL_TAKEN)),
        )


def _csl_name(author: Mapping[str, Any]) -> str:
    return person(author.get("family", ""), author.get("given", "")) or flat(author.get("literal"))


def pubmed(text: str, name: str) -> Iterator[Reference]:
    """Give the references of a PubMed XML file; entities and declarations are refused."""
    try:
        written = _PUBMED_TYPE.sub("", _XML_START.sub("", text, count=1), count=1)
        root = fromstring(written.encode(), forbid_dtd=True)
    except DefusedXmlException as error:
        raise Unreadable("The XML declares entities, which PubMed does not write. It is not read.", name) from error
    except (ParseError, ValueError, LookupError) as error:
        raise Unreadable(f"This is not well-formed XML ({error}).", name) from error
    articles = list(root.iter("PubmedArticle"))
    _bounded(len(articles), name)
    if not articles:
        raise Unreadable("The XML holds no PubmedArticle. Export from PubMed as XML.", name)
    for number, article in enumerate(articles, 1):
        numbers = {each.get("IdType", ""): each.text or "" for each in article.findall("./PubmedData/ArticleIdList/*")}
        issue = "MedlineCitation/Article/Journal/JournalIssue"
        yield Reference(
            place=f"{name} article {number}",
            authors=tuple(
                filter(None, map(_pubmed_name, article.iterfind("MedlineCitation/Article/AuthorList/Author")))
            ),
            year=year_of(_words(article, f"{issue}/PubDate")),
            title=flat(_words(article, "MedlineCitation/Article/ArticleTitle")).removesuffix("."),
            journal=flat(_words(article, "MedlineCitation/Article/Journal/Title")),
            volume=flat(_words(article, f"{issue}/Volume")),
            issue=flat(_words(article, f"{issue}/Issue")),
            pages=flat(_words(article, "MedlineCitation/Article/Pagination/MedlinePgn")),
            doi=doi_in(numbers.get("doi"), _words(article, "MedlineCitation/Article/ELocationID[@EIdType='doi']")),
            pmid=pmid_in(_words(article, "MedlineCitation/PMID")),
            pmcid=pmcid_in(numbers.get("pmc")),
            left=("Abstract",) if article.find("MedlineCitation/Article/Abstract") is not None else (),
        )


def _pubmed_name(author: Element) -> str:
    family, initials = _words(author, "LastName"), _words(author, "Initials")
    return f"{flat(family)} {flat(initials)}".strip() or flat(_words(author, "CollectiveName"))


def _words(above: Element, path: str) -> str:
    found = above.find(path)
    return " ".join(found.itertext()) if found is not None else ""


def _first(entry: Mapping[str, Any], *keys: str) -> object:
    return next((entry[key] for key in keys if entry.get(key)), "")


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []
