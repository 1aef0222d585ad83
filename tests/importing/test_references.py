"""What a sheet refers to must be there: each reference that leads nowhere is refused once, with the nearest name."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from demireg.domain.findings import Finding, Severity
from demireg.services.importing.read import read_bytes, read_file
from demireg.services.repository import Repository
from demireg.services.studies import check

STUDIES = Path(__file__).parents[2] / "data" / "studies"
WOOD = (STUDIES / "wood-2021.yaml").read_text(encoding="utf-8")
HUSK = (STUDIES / "husk-2020.yaml").read_text(encoding="utf-8")
EVIDENCE = "theory_evidence:\n  - {configuration: w01, theory: Colaborative care, relation: supports}\n"
SECOND = "  - {label: w-ipt, status: refuted, evidence: {section: X}, confidence: explicit, contexts: [{text: a}]}\n"


def changed(text: str, *pairs: str) -> str:
    for old, new in zip(pairs[::2], pairs[1::2], strict=True):
        assert old in text, f"the sheet no longer holds {old!r}"
        text = text.replace(old, new, 1)
    return text


def violations(repository: Repository, text: str) -> Sequence[Finding]:
    report = check(repository, read_bytes(text.encode(), "f.yaml"))
    return [each for each in report.findings if each.severity is Severity.VIOLATION]


#: Rule, place, piece of the mend and the sheet.
NOWHERE: dict[str, tuple[str, str, str, str]] = {
    "a concept of the site": (
        "concept-is-known",
        "setting.contexts[0]",
        "Did you mean 'c.area-deprivation' (area deprivation)?",
        changed(WOOD, "    - c.area-deprivation", "    - c.area-depravation"),
    ),
    "a concept of a construct": (
        "concept-is-known",
        ".constructs[0].concept",
        "/vocabulary",
        changed(WOOD, "    constructs:\n", "    constructs:\n      - {name: x, concept: m.nowhere}\n"),
    ),
    "a concept by another word": (
        "concept-is-known",
        "contexts[0].concept",
        "'c.social-isolation' (social isolation)",
        changed(HUSK, "concept: c.trusted-referrer", "concept: c.lonely"),
    ),
    "a theory by its slug": (
        "theory-is-known",
        "theories[0].theory",
        "Did you mean 'collaborative-care'?",
        changed(WOOD, "theory: collaborative-care", "theory: colaborative-care"),
    ),
    "the theory of a configuration": (
        "theory-is-known",
        "hypothesised_configurations[0].theory",
        "Theories here are ",
        changed(WOOD, "    theory: Collaborative care\n", "    theory: Something else\n"),
    ),
    "the theory of evidence": (
        "theory-is-known",
        "theory_evidence[0].theory",
        "Did you mean 'Collaborative care'",
        changed(WOOD, "theory_evidence:\n", EVIDENCE),
    ),
    "a proposition of an element": (
        "proposition-is-known",
        "theories[0].elements[0].proposition",
        "Known ones are P1, P2, P3, P4, P5.",
        changed(WOOD, "proposition: P1", "proposition: P99"),
    ),
    "the proposition of a stance": (
        "proposition-is-known",
        ".proposition",
        "salutogenesis/P1",
        changed(WOOD, "proposition: salutogenesis/P1", "proposition: salutogenesis/P77"),
    ),
    "two discrepancies of one name": (
        "discrepancy-is-unique",
        "discrepancies[1].id",
        "Give each its own.",
        changed(WOOD, "  - id: d2", "  - id: d1"),
    ),
    "two configurations of one label": (
        "label-is-unique",
        "cmo_configurations[1]",
        "Give each its own.",
        changed(HUSK, "label: h20-2", "label: h20-1"),
    ),
    "two hypothesised ones of one label": (
        "label-is-unique",
        "hypothesised_configurations[1]",
        "Give each its own.",
        changed(WOOD, "hypothesised_configurations:\n", f"hypothesised_configurations:\n{SECOND}"),
    ),
    "a label that a part refers to": (
        "label-is-known",
        "by_reference",
        "Labels here are w01, w02, w03 … (31 in all).",
        changed(WOOD, "by_reference: w", "by_reference: x"),
    ),
}


@pytest.mark.parametrize("case", NOWHERE)
def test_a_reference_that_leads_nowhere_is_refused_once_with_place_and_mend(seeded: Repository, case: str) -> None:
    rule, place, mend, text = NOWHERE[case]
    (found,) = violations(seeded, text)
    assert found.rule == rule
    assert place in found.place
    assert mend in found.mend


def test_a_bad_code_is_not_called_uncoded_as_well(seeded: Repository) -> None:
    text = changed(HUSK, "concept: c.trusted-referrer", "concept: c.nowhere")
    report = check(seeded, read_bytes(text.encode(), "f.yaml"))
    assert [each.rule for each in report.findings if "contexts[0]" in each.place] == ["concept-is-known"]


def test_the_list_of_findings_ends(seeded: Repository) -> None:
    parts = ", ".join(f"{{text: a, concept: c.b{number}}}" for number in range(900))
    head, _, tail = HUSK.partition("cmo_configurations:")
    block = f"  - {{label: a, title: t, evidence: {{section: A}}, confidence: explicit, contexts: [{parts}]}}\n"
    rest = tail[tail.index("programme_cluster:") :].split("stances:")[0]
    found = violations(seeded, f"{head}cmo_configurations:\n{block}{rest}")
    assert len(found) == 200
    assert found[-1].rule == "findings-are-few"


def test_an_outcome_for_the_worse_with_a_concept_for_the_better_is_doubted(seeded: Repository) -> None:
    report = check(seeded, read_bytes(changed(WOOD, "valence: positive", "valence: negative").encode(), "f.yaml"))
    (found,) = (each for each in report.findings if each.rule == "valence-fits-concept")
    assert found.severity is Severity.WARNING
    assert "cmo_configurations[0].outcomes[0].valence" in found.place


def test_shipped_sheets_raise_no_such_doubt(seeded: Repository) -> None:
    for path in sorted(STUDIES.glob("*.yaml")):
        report = check(seeded, read_file(path))
        assert report.conforms
        assert "valence-fits-concept" not in {each.rule for each in report.findings}


def test_a_sheet_that_is_not_named_for_its_study_gets_a_warning(tmp_path: Path) -> None:
    path = tmp_path / "husk.yaml"
    path.write_text(HUSK, encoding="utf-8")
    (found,) = read_file(path).findings
    assert found.severity is Severity.WARNING
    assert "'husk-2020.yaml'" in found.mend
