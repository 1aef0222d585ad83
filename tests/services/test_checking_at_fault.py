"""What is at fault in files of the background is told at its line, whatever stands there, and always in good time."""

import re
from pathlib import Path

import pytest

from demireg.domain.names import VOCAB
from demireg.services.checking.background_file import check_background_file, check_background_files
from demireg.services.checking.background_files import beside, is_background, read_turtle
from demireg.services.checking.declarations import nearest, used_elsewhere
from tests.services.test_checking_background import HOPE, PREFIXES, ROOT, SUPPORT, checked, line_of


def numbered(count: int, kind: str) -> str:
    """Write concepts, each a kind of what ``kind`` says with the number of the next."""
    return PREFIXES + "".join(
        f'vocab:N{n} a skos:Concept ; skos:prefLabel "n{n}"@en ; skos:definition "Number {n} of a row."@en ;\n'
        f'    dcterms:source "An example" ; skos:inScheme vocab:support ; {kind.format(n + 1)} .\n'
        for n in range(count)
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (numbered(300, "realist:kindOf vocab:N{}"), r":\d+: .*deeper than 60 steps"),
        (numbered(10_000, "realist:kindOf vocab:N{}"), ":1: .*holds 10,000 terms, and the most is 500"),
        (
            numbered(99, "realist:kindOf vocab:N{}") + "vocab:N99 realist:kindOf vocab:N0 .",
            r":\d+: .*circles of 100 concepts",
        ),
    ],
    ids=["deep", "long", "circle"],
)
def test_what_no_rule_could_follow_is_one_line_and_the_other_files_are_checked(
    text: str, said: str, tmp_path: Path
) -> None:
    path, other = tmp_path / "row.ttl", tmp_path / "more-support.ttl"
    path.write_text(text, encoding="utf-8")
    other.write_text(PREFIXES + HOPE + "vocab:hope a skos:Concept .\n", encoding="utf-8")
    first, second = check_background_files([path, other])
    (finding,) = first.findings
    assert finding.rule == "file-can-be-checked"
    assert re.search(said, finding.sentence())
    assert "name-style" in {each.rule for each in second.findings}


def test_files_that_are_named_together_are_one_change(tmp_path: Path) -> None:
    one, two = tmp_path / "one.ttl", tmp_path / "two.ttl"
    one.write_text(PREFIXES + HOPE.replace("vocab:SocialSupport", "vocab:HopeIsThere"), encoding="utf-8")
    two.write_text(
        PREFIXES
        + HOPE.replace("hope grows", "hope is there")
        .replace("HopeGrows", "HopeIsThere")
        .replace("expects better", "has hope"),
        encoding="utf-8",
    )
    assert [list(each.findings) for each in check_background_files([one, two, one])] == [[], [], []]
    assert not check_background_file(one).conforms


#: A line that is added, the rule that it breaks, and what the finding says.
FAULTS = (
    ('vocab:HopeGrows skos:notation "Shared Meals" .', "code-is-well-formed", "“Shared Meals”"),
    ('vocab:HopeGrows skos:notation "z.shared-meals" .', "code-is-well-formed", "“z.shared-meals”"),
    ('vocab:HopeGrows realist:kindOf "Trust" .', "broader-concept-is-known", "“Trust”"),
    ("vocab:HopeGrows realist:opposes 5 .", "broader-concept-is-known", "“5”"),
    ('vocab:HopeGrows realist:order "no"^^<http://www.w3.org/2001/XMLSchema#boolean> .', "value-fits-its-type", "“no”"),
    ('vocab:Trust skos:prefLabel "more trust"@en .', "name-is-taken", "responses.ttl:"),
    ('vocab:HopeGrows skos:notation "m.trust" .', "code-names-one-concept", "The code m.trust names vocab:Trust "),
    ("vocab:HopeGrows realist:kindOf vocab:HopeGrows .", "kind-of-has-no-cycle", "HopeGrows → vocab:HopeGrows."),
    (
        "vocab:HopeLasts skos:inScheme vocab:support , vocab:stressors ; a skos:Concept .",
        "concept-has-scheme",
        "several",
    ),
    ("[] a skos:Concept .", "term-has-name", "a node without a name: A term has no name."),
    ("_:one realist:kindOf [ a skos:Concept ] .", "term-has-name", "a node without a name: "),
    ("vocab:Hope\\,too a skos:Concept .", "name-style", "vocab:Hope,too"),
    ("<https://w3id.org/realist/vocab/h\\u006Fpe> a skos:Concept .", "name-style", "vocab:hope"),
    ("vocab:HopeGrows realist:kindOf vocab:SocialSuport .", "term-undeclared", "you mean vocab:SocialSupport?"),
    ('vocab:HopeGrows skos:altLabel "a\\u001B[1m\\nb\\u202E." .', "label-untidy", "“a\\x1b[1m\\nb\\u202e.”"),
)


def test_a_finding_names_what_is_at_fault_at_its_own_line(tmp_path: Path) -> None:
    text = PREFIXES + HOPE
    first = len(text.splitlines()) + 1
    found = checked(tmp_path, "own.ttl", text + "\n".join(added for added, _, _ in FAULTS))
    for line, (added, rule, said) in enumerate(FAULTS, first):
        here = [each.sentence() for each in found if each.place.endswith(f":{line}") and each.rule == rule]
        assert any(said in sentence for sentence in here), added
    assert all(each.sentence().isprintable() for each in found)


def test_a_value_of_no_type_leaves_no_warning_behind(tmp_path: Path, recwarn: pytest.WarningsRecorder) -> None:
    text = PREFIXES + HOPE + 'vocab:HopeGrows realist:order "perhaps"^^<http://www.w3.org/2001/XMLSchema#boolean> .'
    assert checked(tmp_path, "own.ttl", text)
    assert [str(each.message) for each in recwarn] == []


def test_a_circle_is_told_whole_and_makes_nothing_redundant(tmp_path: Path) -> None:
    kinds = (
        ("One", "Two"),
        ("Two", "Three"),
        ("Three", "One"),
        ("One", "SocialSupport"),
        ("Below", "One"),
        ("Below", "Two"),
    )
    text = PREFIXES + "".join(f"vocab:{one} a skos:Concept ; realist:kindOf vocab:{two} .\n" for one, two in kinds)
    found = checked(tmp_path, "own.ttl", text)
    (circle,) = (each.message for each in found if each.rule == "kind-of-has-no-cycle")
    assert circle.endswith("Found: vocab:One → vocab:Two → vocab:Three → vocab:One.")
    assert "kind-redundant" not in {each.rule for each in found}


def test_a_file_with_the_line_ends_of_old_has_its_lines(tmp_path: Path) -> None:
    path = tmp_path / "own.ttl"
    path.write_bytes((PREFIXES + "vocab:hope a skos:Concept .\n").replace("\n", "\r").encode())
    assert {each.place for each in check_background_file(path).findings} == {f"{path}:{len(PREFIXES.splitlines()) + 1}"}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "The file is empty"),
        (PREFIXES.encode(), "The file is empty"),
        (SUPPORT.encode("utf-16"), "This is not UTF-8 text."),
        (SUPPORT.encode() + b"#" * 5_000_000, "The file is over the limit of 5 MB; split it."),
        ((ROOT / "shapes/theory.ttl").read_bytes(), "Run `pytest tests/shapes`"),
    ],
    ids=["empty", "prefixes", "UTF-16", "too large", "rules"],
)
def test_what_cannot_be_checked_is_told_in_the_words_of_its_kind(content: bytes, said: str, tmp_path: Path) -> None:
    path = tmp_path / "support.ttl"
    path.write_bytes(content)
    assert is_background(path)
    (finding,) = check_background_file(path).findings
    assert finding.sentence().startswith(f"{path}:1: violation: ")
    assert said in finding.sentence()


def test_a_theory_is_told_all_that_the_tests_of_theories_demand(tmp_path: Path) -> None:
    wrong, right = "https://w3id.org/realist/theories/x", "https://w3id.org/realist/theory/z"
    statements = (
        f'<{wrong}> a realist:ProgrammeTheory ; skos:altLabel "salutogenesis"@en ; dcterms:identifier "y" .',
        f"<{right}> a realist:FormalTheory ; realist:proposition <{right}/P2> ; realist:drawsOn <{wrong}> .",
        f'<{right}/P2> a realist:Proposition ; dcterms:identifier "P1" ; dcterms:source "A book" ; '
        'skos:definition "One. Two" .',
    )
    text = PREFIXES + "\n".join(statements)
    found = {(each.rule, int(each.place.rpartition(":")[2])) for each in checked(tmp_path, "z.ttl", text)}
    first = line_of(text, f"<{wrong}>")
    rules = (
        "term-outside-namespaces theory-name-taken identifier-misfit theory-incomplete theory-has-definition",
        "theory-incomplete propositions-not-in-a-row lineage-crossed theory-has-identifier theory-has-definition",
        "identifier-misfit sentence-malformed theory-incomplete source-not-named",
    )
    wanted = {(rule, first + line) for line, named in enumerate(rules) for rule in named.split()}
    assert wanted - found == set()


def test_a_misspelt_name_that_nobody_else_knows_is_no_name_that_was_given_up(tmp_path: Path) -> None:
    path = tmp_path / "support.ttl"
    path.write_text(f"{PREFIXES}vocab:Trust realist:kindOf vocab:SocialSuport .", encoding="utf-8")
    others = list(beside(read_turtle(path)))
    names = [f"{VOCAB}{name}" for name in ("SocialSuport", "Trust", "SocialSupport")]
    assert used_elsewhere(names, others) == [f"{VOCAB}Trust", f"{VOCAB}SocialSupport"]
    assert nearest(names[0], names[1:]) == f"{VOCAB}SocialSupport"
    assert [nearest(each, names[1:]) for each in (f"{VOCAB}Xylophone", "https://example.org/Trust")] == ["", ""]
