"""A concept may be given by any of its names, and a name that no concept has is kept, with what it may have meant."""

import pytest

from demireg.domain.findings import Finding, Severity
from demireg.domain.names import Names
from demireg.services.importing.concept_names import offered_concepts, with_concepts
from demireg.services.importing.draft import Draft
from demireg.services.importing.places import compose
from demireg.services.importing.read import read_bytes
from demireg.services.importing.tabling.drafting import draft_of
from demireg.services.importing.tabling.gather import addressed
from demireg.services.importing.tabling.spread import PlainRows, spread
from demireg.services.preparing import Read, prepare
from tests.importing.books import STUDIES, found, tree_of
from tests.shipping import background

HANLON = next(path for path in STUDIES if path.stem == "hanlon-2021")
NAMES = Names("https://w3id.org/realist/id/")


def hanlon() -> PlainRows:
    return spread(tree_of(HANLON))


def prepared(rows: PlainRows) -> Read:
    return prepare(background(), NAMES, draft_of(addressed(rows), "hanlon-2021.xlsx"))


def about_concepts(findings: list[Finding]) -> list[Finding]:
    return [each for each in findings if each.rule == "concept-is-known"]


@pytest.mark.parametrize(
    "name",
    ["c.multimorbidity", "multimorbidity", "MULTI-MORBIDITY", " Multimorbidity ", "multimorbidity (c.multimorbidity)"],
)
def test_a_label_another_label_and_a_code_give_the_same_triples(name: str) -> None:
    rows = hanlon()
    rows["parts"][1]["concept"] = name
    read = prepared(rows)
    assert set(read.graph) == set(prepared(hanlon()).graph)
    assert about_concepts(read.findings) == []


def test_the_code_that_is_kept_is_one_of_the_role() -> None:
    codes = background().codes
    several = next(entry for entry in codes.entries if len({each[:2] for each in entry.codes if each[1] == "."}) > 1)
    for letter in {each[0] for each in several.codes if each[1] == "."}:
        assert codes.code_of(several.label, letter).startswith(f"{letter}.")


def test_a_name_of_nothing_leaves_the_part_uncoded_with_its_wording_and_an_offer() -> None:
    rows = hanlon()
    rows["parts"][0]["concept"] = "socail isolation"
    rows["parts"][0]["note"] = "Abstract."
    read = prepared(rows)
    (finding,) = about_concepts(read.findings)
    assert finding.severity is Severity.WARNING
    assert finding.place.startswith("hanlon-2021.xlsx parts!E2")
    assert "'social isolation' (c.social-isolation)" in finding.mend
    assert read.report.conforms
    notes = [str(each) for each in read.graph.objects() if "concept as written" in str(each)]
    assert notes == ["Abstract.; concept as written: socail isolation"]


def test_names_elsewhere_are_read_or_kept_in_the_nearest_note() -> None:
    rows = hanlon()
    rows["configurations"][0] |= {"stage": "a stage of nothing", "speaker": "Client"}
    rows["parts"][3]["actor"] = "Martian"
    for row in rows["study"]:
        if row["field"] == "What describes the site":
            row["value"] = "moonbase; area deprivation; a comet"
    draft = with_concepts(draft_of(addressed(rows), "h.xlsx"), background().codes)
    tree = compose(draft.source, draft.kept_as).data
    assert isinstance(tree, dict)
    sheet = draft.sheet
    assert sheet is not None
    assert sheet.setting.contexts == ("c.area-deprivation",)
    assert sheet.note == "what describes the site as written: moonbase; what describes the site as written: a comet"
    assert sheet.cmo_configurations[0].note == "stage as written: a stage of nothing"
    assert sheet.cmo_configurations[0].mechanisms[0].note == "actor as written: Martian"
    assert with_concepts(draft, background().codes) is draft
    again = prepare(background(), NAMES, read_bytes(draft.source.encode(), draft.kept_as))
    assert again.report.conforms


def test_names_are_looked_at_also_where_something_else_keeps_the_study_out() -> None:
    rows = hanlon()
    rows["parts"][0]["concept"] = "moonbase"
    del rows["configurations"][0]["title"]
    read = prepared(rows)
    weighty = {each.rule for each in read.findings if each.severity is not Severity.INFO}
    assert weighty == {"key-is-there", "concept-is-known"}


def test_a_yaml_sheet_may_hold_a_label_and_may_not_hold_a_name_of_nothing() -> None:
    text = HANLON.read_text(encoding="utf-8")
    for name, severity in (("multimorbidity", Severity.INFO), ("zeal", Severity.VIOLATION)):
        draft = read_bytes(text.replace("c.multimorbidity", name, 1).encode(), HANLON.name)
        findings = prepare(background(), NAMES, draft).findings
        (finding,) = [each for each in findings if each.rule in ("concept-is-a-code", "concept-is-known")]
        assert finding.severity is severity
        assert "line " in finding.place


def test_a_draft_of_codes_is_left_alone() -> None:
    for draft in (
        draft_of(addressed(hanlon()), "h.xlsx"),
        read_bytes(HANLON.read_bytes(), HANLON.name),
        Draft("x", ""),
    ):
        assert with_concepts(draft, background().codes) is draft
        assert found(draft, "concept-is-known") == []


def test_what_is_like_nothing_is_offered_the_page_of_all_concepts() -> None:
    assert offered_concepts("qqqq zzzz", background().codes) == "All concepts are on the page /vocabulary."
