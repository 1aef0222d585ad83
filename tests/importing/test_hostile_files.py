"""Files made to bring the service down or to keep it busy are refused with a sentence, at once."""

import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest
from rdflib import Graph

from demireg.domain.errors import TooLarge, Unreadable
from demireg.services.importing.read import MAX_RDF_BYTES, read_bytes, read_file
from tests import processors

READER = Path(__file__).with_name("hostile.py")
DEEP = 5_000
TURTLE = "<a:a> <a:b> "
TRIPLES = "<<( <a:a> <a:b> " * DEEP + "<a:c>" + " )>>" * DEEP + " ."
XML = '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:a="http://a/">'
CHAIN = ",".join(f'"t{number}":"t{number + 1}:x"' for number in range(20_000))

#: File name, text and a piece of what is said of it.
HOSTILE: dict[str, tuple[str, str, str]] = {
    "objects in objects": ("f.jsonld", '{"@id":"a:b","a:p":' * DEEP + '"x"' + "}" * DEEP, "more than 64 deep"),
    "lists in lists": ("f.jsonld", '{"a:p":' + '{"@list":[' * DEEP + "1" + "]}" * DEEP + "}", "more than 64 deep"),
    "terms by terms": ("f.jsonld", '{"@context":{' + CHAIN + ',"t20000":"http://a/"},"@id":"t0:a"}', "20,001 keys"),
    "a long JSON list": ("f.jsonld", '{"a:p":{"@list":[' + "1," * 1_000_000 + "1]}}", "more than 200,000 values"),
    "an escaped quote": ("f.jsonld", '{"a":"\\"","b":' + "[" * DEEP, "more than 64 deep"),
    "triple terms": ("f.ttl", TURTLE + TRIPLES, "f.ttl line 1: A triple stands in the place of a term"),
    "triple terms in N-Triples": ("f.nt", TURTLE + TRIPLES, "f.nt line 1: A triple stands"),
    "triple terms in TriG": ("f.trig", f"# <\n{TURTLE}{TRIPLES}", "f.trig line 2: A triple stands"),
    "one quoted triple": ("f.ttl", f"{TURTLE}<<( <a:a> <a:b> 1 )>> .", "f.ttl line 1: A triple stands"),
    "an annotation": ("f.ttl", f"{TURTLE}1 {{| <a:c> 2 |}} .", "f.ttl line 1: A triple stands"),
    "a reifier": ("f.ttl", f"{TURTLE}1 ~ <a:r> .", "f.ttl: A triple stands"),
    "after an escaped hash": ("f.ttl", f"PREFIX a: <a:>\na:x\\#y a:b {TRIPLES}", "f.ttl line 2: A triple"),
    "after an escaped quote": ("f.ttl", f"PREFIX a: <a:>\na:x\\'y a:b {TRIPLES}", "f.ttl line 2: A triple"),
    "after a long string": ("f.ttl", f"{TURTLE}'''it's \\''' <<''' , {TRIPLES}", "f.ttl line 1: A triple"),
    "an open string": ("f.ttl", f'{TURTLE}"""x', "not closed"),
    "nested nodes": ("f.ttl", TURTLE + "[ <a:p> " * DEEP + "1" + " ]" * DEEP, "more than 64 deep"),
    "nested collections": ("f.ttl", TURTLE + "( " * DEEP + ")" * DEEP, "more than 64 deep"),
    "a long collection": ("f.ttl", f"{TURTLE}( {'1 ' * 2_000_000}) .", "spans more than"),
    "triple terms in XML": (
        "f.rdf",
        f'{XML}<rdf:Description rdf:about="a:b"><a:p rdf:parseType="Triple"><rdf:Description rdf:about="a:s"><a:q>x'
        "</a:q></rdf:Description></a:p></rdf:Description></rdf:RDF>",
        "f.rdf",
    ),
    "nested elements": ("f.rdf", XML + "<rdf:Description><a:p>" * 50_000, "more than 64 deep"),
    "many attributes": ("f.rdf", f"{XML}<a:b {' '.join(f'a:p{n}=' for n in range(99_999))}/>", "f.rdf line 1"),
    "many prefixes": ("f.rdf", f"<a {' '.join(f'xmlns:a{n}=' for n in range(999))}/>", "more than 200 prefixes"),
    "open comments": ("f.rdf", "<!-- " * 900_000, "not closed"),
    "open tags": ("f.rdf", '<a "' * 1_200_000, "not closed"),
    "XML as a value": ("f.rdf", f'{XML}<a:b><a:p rdf:parseType="Literal">', "XML (parseType Literal) is not read"),
    "a value of another kind": ("f.ttl", f'{TURTLE}"1e9"^^<http://www.w3.org/2001/XMLSchema#decimal> .', "of the kind"),
    "a number without end": ("f.ttl", f"{TURTLE}{'9' * 6000} .", "no number or date of ordinary length"),
    "a direction": ("f.ttl", f'{TURTLE}"x"@en--rtl .', "direction of writing"),
    "many statements": ("f.ttl", TURTLE + '"",' * 1_500_000 + '"" .', "more than 50,000 statements"),
    "brackets": ("f.yaml", "[" * 30_000, "nested more than 40 deep"),
    "a million brackets": ("f.yaml", "[" * 1_000_000, "nested more than 40 deep"),
    "hyphens": ("f.yaml", "- " * 900_000, "nested more than 40 deep"),
    "question marks": ("f.yaml", "? " * 900_000, "A key is one word"),
    "braces": ("f.yaml", "{a: " * 400_000, "nested more than 40 deep"),
    "indentation": ("f.yaml", "".join(" " * n + "a:\n" for n in range(1_900)), "line 42: Values are nested"),
    "many entries": ("f.yaml", "- a\n" * 490_000, "more than 50,000 values"),
    "many documents": ("f.yaml", "---\n" * 400_000, "several documents"),
    "a long text": ("f.yaml", "a: " + "x" * 1_999_000, "read, "),
    "a long quoted text": ("f.yaml", 'a: "' + "\\n" * 990_000 + '"', "read, "),
    "many digits": ("f.yaml", "title: 0x" + "f" * 6_000, "read, "),
    "many unknown keys": ("f.yaml", "".join(f"k{n}: 1\n" for n in range(49_000)), "read, 201 findings"),
    "many wrong entries": ("f.yaml", f"cmo_configurations: [{'1,' * 40_000}1]", "read, 201 findings"),
    "a bool by tag": ("f.yaml", "a: 1\nb: !!bool foo", "f.yaml line 2: The tag '!!bool'"),
    "a time by tag": ("f.yaml", "a: !!timestamp foo", "The tag '!!timestamp'"),
    "no number by tag": ("f.yaml", 'a: !!int ""', "The tag '!!int'"),
    "no fraction by tag": ("f.yaml", 'a: !!float ""', "The tag '!!float'"),
    "a bare tag": ("f.yaml", "a: ! b", "The tag '!'"),
    "a tag of its own": ("f.yaml", "%TAG ! tag:x,2000:\n---\na: !b c", "f.yaml line 3: The tag"),
    "half a character": ("f.yaml", 'a: "\\ud800"', "f.yaml line 1: This is not valid YAML"),
    "a bell": ("f.yaml", "a: b\nc: \x07", "f.yaml line 2: The text holds a control character (U+0007)"),
    "no such day": ("f.yaml", "date: 2026-13-45", "read, "),
    "an equals sign": ("f.yaml", "a: =", "read, "),
    "a merge": ("f.yaml", "<<: {a: b}", "read, "),
    "a block as key": ("f.yaml", "? {a: b}\n: c", "A key is one word"),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_a_hostile_file_is_refused_with_a_sentence_and_never_ends_the_process(case: str) -> None:
    name, text, said = HOSTILE[case]
    begun = processors.seconds(processors.CHILDREN)
    ended = subprocess.run(
        [sys.executable, str(READER), name], input=text.encode(), capture_output=True, timeout=60, check=False
    )
    assert ended.returncode == 0, ended.stderr.decode()[-2000:]
    answer = ended.stdout.decode()
    assert said in answer
    assert len(answer) < 600
    assert processors.seconds(processors.CHILDREN) - begun < 20  # it takes two at most


@pytest.mark.parametrize("case", [case for case in HOSTILE if HOSTILE[case][0] == "f.yaml"])
def test_no_sheet_keeps_the_reader_busy(case: str) -> None:
    name, text, _ = HOSTILE[case]
    content = text.encode()
    begun = processors.seconds(processors.OURS)
    with suppress(Unreadable):
        read_bytes(content, name)
    assert processors.seconds(processors.OURS) - begun < 2


@pytest.mark.parametrize("form", ["turtle", "longturtle", "nt", "xml", "pretty-xml", "json-ld"])
def test_strings_iris_and_comments_may_hold_what_is_refused_outside_of_them(form: str) -> None:
    text = """PREFIX r: <https://w3id.org/realist/core#>
    # a comment << with [[[ and "quotes
    <https://e.org/#a'b> a r:Study ; r:label 'it\\'s << [[' , \"\"\"say "<<( )>>" {| ((( \"\"\" ."""
    graph = Graph().parse(data=text, format="turtle")
    endings = {"nt": ".nt", "xml": ".rdf", "pretty-xml": ".rdf", "json-ld": ".jsonld"}
    draft = read_bytes(graph.serialize(format=form).encode(), f"f{endings.get(form, '.ttl')}")
    assert draft.graph is not None
    assert set(draft.graph) == set(graph)
    assert read_bytes(text.encode(), "f.ttl").graph is not None


@pytest.mark.parametrize("name", ["pipe.yaml", "device.yaml", "folder.yaml", "pipe.ttl"])
def test_only_regular_files_are_opened(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    if name.startswith("pipe"):
        os.mkfifo(path)
    elif name.startswith("device"):
        path.symlink_to("/dev/zero")
    else:
        path.mkdir()
    with pytest.raises(Unreadable, match="a folder, a device or a pipe"):
        read_file(path)


def test_rdf_over_its_limit_is_refused_with_the_limit() -> None:
    with pytest.raises(TooLarge, match="6 MB, and the limit for such a file is 5 MB"):
        read_bytes(b" " * (MAX_RDF_BYTES + 1_000_000), "f.ttl")
