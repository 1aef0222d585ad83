"""A report in each of its forms says the same, to programs as to people."""

import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from demireg.domain.findings import Finding, Place, Report, Severity
from demireg.services.report_forms.forms import FORMS
from demireg.services.report_forms.plain import Checked
from demireg.services.report_forms.rules import rule, rules

LINED = Finding(
    Severity.VIOLATION,
    "configuration-has-two-roles",
    "A part is missing.",
    "Add it.",
    Place("a.yaml line 40 (cmo_configurations[0])", line=40, path=("cmo_configurations", 0)),
    "https://w3id.org/realist/id/study/a/k1",
)
CELLED = Finding(
    Severity.WARNING,
    "concept-is-known",
    "No concept is called “trust & < hope”.",
    "",
    Place("b.xlsx parts!E3", cell="parts!E3", path=("cmo_configurations", 0, "mechanisms", 1, "concept")),
)
READER = Finding(Severity.INFO, "only-a-reader-knows", "\x0bOdd\ud800 text.", "Mend.", "c.yaml line 3")
CHECKED = (
    Checked("a folder/a.yaml", Report.of([LINED])),
    Checked("b.xlsx", Report.of([CELLED, READER])),
    Checked("d.yaml", Report()),
)

#: Members that SARIF 2.1.0 allows in the objects that we write (the standard, sections 3.13 to 3.49).
ALLOWED = {
    "log": {"$schema", "version", "runs"},
    "run": {"tool", "columnKind", "artifacts", "results"},
    "driver": {"name", "version", "informationUri", "rules"},
    "rule": {"id", "shortDescription", "defaultConfiguration", "help"},
    "result": {"ruleId", "ruleIndex", "level", "message", "locations", "properties"},
    "location": {"physicalLocation", "logicalLocations"},
    "physical": {"artifactLocation", "region"},
}


def sarif() -> Any:  # noqa: ANN401 - a JSON document
    return json.loads(FORMS["sarif"].write(CHECKED))


def test_sarif_has_a_rule_with_help_for_each_result_and_a_region_where_there_is_a_line() -> None:
    run = sarif()["runs"][0]
    known = run["tool"]["driver"]["rules"]
    assert [known[each["ruleIndex"]]["id"] for each in run["results"]] == [each["ruleId"] for each in run["results"]]
    assert [each["level"] for each in run["results"]] == ["error", "warning", "note"]
    assert (
        known[0]["help"]["text"]
        == "Add the missing part, or leave the configuration out: one part alone claims nothing."
    )
    lined, celled, read = (each["locations"][0] for each in run["results"])
    assert lined["physicalLocation"]["region"] == {"startLine": 40}
    assert lined["physicalLocation"]["artifactLocation"] == {"uri": "a%20folder/a.yaml"}
    assert "region" not in celled["physicalLocation"]
    assert [each["fullyQualifiedName"] for each in celled["logicalLocations"]] == [
        "parts!E3",
        "/cmo_configurations/0/mechanisms/1/concept",
    ]
    assert read["physicalLocation"]["region"] == {"startLine": 3}


def test_sarif_holds_nothing_that_the_standard_does_not_know() -> None:
    log = sarif()
    run = log["runs"][0]
    driver = run["tool"]["driver"]
    assert (log["version"], run["columnKind"]) == ("2.1.0", "unicodeCodePoints")
    found = [("log", log), ("run", run), ("driver", driver), *(("rule", each) for each in driver["rules"])]
    for result in run["results"]:
        found += [("result", result), ("location", result["locations"][0])]
        found += [("physical", result["locations"][0]["physicalLocation"])]
    assert [(kind, set(each) - ALLOWED[kind]) for kind, each in found if set(each) - ALLOWED[kind]] == []
    assert all(each["shortDescription"]["text"] and each["id"] for each in driver["rules"])
    assert len({each["id"] for each in driver["rules"]}) == len(driver["rules"])


def test_junit_fails_for_violations_only_and_holds_no_character_that_xml_cannot() -> None:
    root = ET.fromstring(FORMS["junit"].write(CHECKED))  # noqa: S314 - our own text
    assert [(each.get("name"), each.get("tests"), each.get("failures")) for each in root] == [
        ("a folder/a.yaml", "1", "1"),
        ("b.xlsx", "2", "0"),
        ("d.yaml", "1", "0"),
    ]
    assert (root.get("tests"), root.get("failures")) == ("4", "1")
    failure = root.find(".//failure")
    assert failure is not None
    assert "Add it." in (failure.text or "")


def test_a_table_gives_each_finding_with_line_cell_and_pointer() -> None:
    head, first, second, *_ = FORMS["csv"].write(CHECKED).splitlines()
    assert head == "severity,place,message,mend,rule,file,line,cell,pointer,focus"
    assert ",40,,/cmo_configurations/0," in first
    assert ",0,parts!E3,/cmo_configurations/0/mechanisms/1/concept," in second


@pytest.mark.parametrize("form", FORMS)
def test_each_form_can_be_written_of_nothing_at_all(form: str) -> None:
    assert FORMS[form].write([Checked("a.yaml", Report())])
    assert FORMS[form].write([]).isprintable() or "\n" in FORMS[form].write([])


def test_every_rule_that_is_data_can_be_looked_up_with_its_mend(tmp_path: Path) -> None:
    assert len(rules()) > 100
    assert all(each.message and each.mend for each in rules())
    found = rule("study-has-year")
    assert found is not None
    assert found.address == "/rules#study-has-year"
    assert rule(str(tmp_path)) is None
