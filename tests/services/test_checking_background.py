"""A vocabulary, a theory or a module with a fault is refused with file, line and term, and never with a traceback."""

import re
from pathlib import Path

import pytest
from rdflib import RDF, Graph

from demireg import assets
from demireg.domain.findings import Finding, Report
from demireg.domain.names import REALIST, VOCAB
from demireg.services.checking.background_file import check_background_file, check_background_files
from demireg.services.checking.background_files import beside, is_background, read_turtle, shipped
from demireg.services.checking.given_up import dangling, shipped_sheets
from demireg.services.checking.turtle_places import Places

ROOT = assets.root()
SUPPORT = (ROOT / "ontology/vocabularies/support.ttl").read_text(encoding="utf-8")
SALUTOGENESIS = (ROOT / "data/theories/salutogenesis.ttl").read_text(encoding="utf-8")
CODING = (ROOT / "ontology/modules/coding.ttl").read_text(encoding="utf-8")
HOPE = """
vocab:HopeGrows a skos:Concept ; skos:prefLabel "hope grows"@en ; skos:definition "A person expects better."@en ;
    dcterms:source "An example" ; skos:inScheme vocab:support ; realist:kindOf vocab:SocialSupport .
"""
PREFIXES = "".join(line + "\n" for line in SUPPORT.splitlines() if line.startswith("PREFIX"))


def checked(folder: Path, name: str, text: str) -> list[Finding]:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    assert is_background(path)
    return list(check_background_file(path).findings)


def line_of(text: str, beginning: str) -> int:
    return next(number for number, line in enumerate(text.splitlines(), 1) if line.startswith(beginning))


def without(text: str, subject: str) -> str:
    """Leave out the block that describes a subject."""
    less = re.sub(rf"(?ms)^{re.escape(subject)}\n.*?^\.\n", "", text, count=1)
    assert less != text
    return less


@pytest.mark.parametrize("kind", ["vocabulary", "theory", "ontology"])
def test_each_shipped_file_is_told_by_its_content(kind: str) -> None:
    files = [path for path in shipped(kind) if path.parent.name in ("vocabularies", "theories", "modules")]
    assert files
    assert {path.name: read_turtle(path).kind for path in files} == dict.fromkeys((path.name for path in files), kind)


def test_shipped_files_conform_as_they_stand_without_a_warning() -> None:
    names = ("ontology/vocabularies/support.ttl", "ontology/vocabularies/activities.ttl", "data/theories/holding.ttl")
    assert check_background_files([ROOT / name for name in names]) == [Report()] * 3


def test_a_concept_that_is_added_conforms(tmp_path: Path) -> None:
    assert checked(tmp_path, "support.ttl", SUPPORT + HOPE) == []
    assert checked(tmp_path, "more-support.ttl", PREFIXES + HOPE) == []


@pytest.mark.parametrize(
    ("added", "rule", "term"),
    [
        ("vocab:HopeGrows realist:opposes vocab:SocialSupport .", "kind-and-opposite-differ", "vocab:HopeGrows"),
        ("vocab:SocialSupport realist:kindOf vocab:HopeGrows .", "kind-of-has-no-cycle", "vocab:HopeGrows"),
        ("vocab:HopeGrows realist:kindOf vocab:NobodyKnows .", "broader-concept-is-known", "vocab:HopeGrows"),
        ('vocab:HopeGrows skos:notation "m.trust" .', "code-names-one-concept", "vocab:HopeGrows"),
        ('vocab:HopeGrows skos:prefLabel "hoping"@en .', "concept-has-label", "vocab:HopeGrows"),
        ("vocab:hope a skos:Concept .", "name-style", "vocab:hope"),
        ("vocab:HopeGrows skos:related vocab:HopeGrows .", "self-reference", "vocab:HopeGrows"),
        ("<https://example.org/Hope> a skos:Concept .", "term-outside-namespaces", "<https://example.org/Hope>"),
        ("vocab:HopeGrows realist:noSuchTerm 1 .", "term-undeclared", "realist:noSuchTerm"),
    ],
)
def test_a_fault_in_a_vocabulary_is_named_with_file_line_and_term(
    added: str, rule: str, term: str, tmp_path: Path
) -> None:
    text = SUPPORT + HOPE + added + "\n"
    (finding,) = (each for each in checked(tmp_path, "support.ttl", text) if each.rule == rule and term in each.message)
    file, _, line = finding.place.rpartition(":")
    assert Path(file).name == "support.ttl"
    assert int(line) >= len(SUPPORT.splitlines())
    assert finding.message.endswith(".")
    assert finding.mend.endswith(".")


def test_a_pattern_without_mechanism_and_outcome_is_named(tmp_path: Path) -> None:
    text = re.sub(r"(?m)^    realist:requires(Mechanism|Outcome)\s[^;]*;\n", "", SALUTOGENESIS)
    pattern = "<https://w3id.org/realist/theory/salutogenesis/P1/pattern>"
    found = {each.place: each for each in checked(tmp_path, "salutogenesis.ttl", text)}
    finding = found[f"{tmp_path / 'salutogenesis.ttl'}:{line_of(text, pattern)}"]
    assert finding.rule == "pattern-has-mechanism-or-outcome"
    assert finding.message.startswith("theory:salutogenesis/P1/pattern: ")


def test_a_concept_that_data_still_use_is_not_removed(tmp_path: Path) -> None:
    found = checked(tmp_path, "support.ttl", without(SUPPORT, "vocab:BeingListenedTo"))
    removed = [each for each in found if each.rule == "removed-term-is-used"]
    places = {each.place for each in removed}
    assert all("vocab:BeingListenedTo" in each.message for each in removed)
    assert any(re.search(r"wood-2021\.yaml:\d+$", place) for place in places)
    assert any(re.search(r"wood-2021-modified\.ttl:\d+$", place) for place in places)


def test_a_code_that_sheets_still_use_is_not_taken_away(tmp_path: Path) -> None:
    text = re.sub(r'(?m)^    skos:notation "m\.being-listened-to" ;\n', "", SUPPORT)
    assert text != SUPPORT
    found = checked(tmp_path, "support.ttl", text)
    assert {each.rule for each in found} == {"removed-term-is-used"}
    assert all(each.message.startswith("The code m.being-listened-to of vocab:BeingListenedTo ") for each in found)


def test_a_concept_that_is_given_up_is_not_used_on(tmp_path: Path) -> None:
    gone = "vocab:BeingListenedTo owl:deprecated true ; dcterms:isReplacedBy vocab:SocialSupport .\n"
    text = f"PREFIX owl: <http://www.w3.org/2002/07/owl#>\n{SUPPORT}{gone}"
    used = [each for each in checked(tmp_path, "support.ttl", text) if each.rule == "deprecated-term-is-used"]
    assert any("holding.ttl" in each.place for each in used)
    assert {each.mend for each in used} == {"Use what replaces it: vocab:SocialSupport."}


def test_what_a_change_in_place_leaves_dangling_is_found(tmp_path: Path) -> None:
    path = tmp_path / "support.ttl"
    path.write_text(without(SUPPORT, "vocab:BeingListenedTo"), encoding="utf-8")
    file = read_turtle(path)
    background = Graph()
    for each in (file, *beside(file)):
        background += each.graph
    lost = dangling(file, background, [f"{VOCAB}BeingListenedTo", f"{REALIST}other"], shipped_sheets())
    assert [each.shown for each in lost] == ["vocab:BeingListenedTo", "The code m.being-listened-to"]


def test_a_proposition_that_stances_are_about_is_not_removed(tmp_path: Path) -> None:
    text = without(SALUTOGENESIS, "<https://w3id.org/realist/theory/salutogenesis/P2>")
    found = [each for each in checked(tmp_path, "salutogenesis.ttl", text) if each.rule == "removed-term-is-used"]
    assert any(re.search(r"wood-2021\.yaml:\d+$", each.place) for each in found)


def test_a_term_that_rules_and_queries_use_is_not_removed(tmp_path: Path) -> None:
    found = checked(tmp_path, "coding.ttl", without(CODING, "realist:codingBasis"))
    places = [each.place for each in found if each.rule == "removed-term-is-used"]
    assert any(".rq:" in place for place in places)
    assert any(place.rpartition(":")[0].endswith(".ttl") for place in places)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (SUPPORT.replace("    skos:inScheme", "    skos:inScheme skos:inScheme", 1).replace(" ;\n", " \n", 3), 8),
        (SUPPORT.replace('skos:definition "', "skos:definition ", 1), line_of(SUPPORT, "    skos:definition")),
        (f"{PREFIXES}vocab:X a skos:Concept ; skos:prefLabel {'[' * 900}", len(PREFIXES.splitlines()) + 1),
        (f"{PREFIXES}voc:X a skos:Concept .", len(PREFIXES.splitlines()) + 1),
        (f"{PREFIXES}vocab:X a skos:Concept ; skos:prefLabel << vocab:X a vocab:Y >> .", 5),
    ],
    ids=["no semicolons", "no quotation mark", "too deep", "no such prefix", "triple as a term"],
)
def test_what_is_no_turtle_is_one_line_with_its_place(text: str, line: int, tmp_path: Path) -> None:
    (finding,) = checked(tmp_path, "support.ttl", text)
    assert finding.rule == "file-is-readable"
    assert finding.place.startswith(f"{tmp_path / 'support.ttl'}:")
    assert int(finding.place.rpartition(":")[2]) == line
    assert "\n" not in finding.sentence()


def test_a_study_and_any_other_file_are_no_background(tmp_path: Path) -> None:
    study = tmp_path / "study.ttl"
    study.write_text(f"<study/x> a <{REALIST.Study}> .", encoding="utf-8")
    other = tmp_path / "other.ttl"
    other.write_text("<a> <b> <c> .", encoding="utf-8")
    assert [is_background(path) for path in (study, other, tmp_path / "gone.ttl", tmp_path / "a.yaml")] == [False] * 4


def test_a_line_is_found_in_turtle_written_in_any_way() -> None:
    text = (
        "# vocab:A in a comment\nPREFIX vocab: <https://w3id.org/realist/vocab/>\n@prefix : <https://e.org/> .\n"
        'vocab:A :says "a . vocab:B" ; :is [ :of vocab:C ] .\n\nvocab:B :says """two\nlines . vocab:D""" ;\n'
        "  :is vocab:C . <https://w3id.org/realist/vocab/D> :is vocab:A ."
    )
    places = Places(text, "https://e.org/base")
    space = "https://w3id.org/realist/vocab/"
    assert [places.line(space + name) for name in "ABCDE"] == [4, 6, 4, 8, 0]
    assert places.line(f"{space}B", f"{space}C") == 8
    assert places.line(f"{space}A", "a . vocab:B") == 4


def test_every_subject_of_the_shipped_files_has_a_line() -> None:
    for kind in ("vocabulary", "theory", "ontology"):
        for path in shipped(kind):
            file = read_turtle(path)
            named = {each for each in file.subjects if "/genid/" not in each and "well-known" not in each}
            assert [each for each in named if not file.places.line(each)] == []
            assert len(Graph().parse(path)) == len(file.graph)
            assert (None, RDF.type, None) in file.graph
