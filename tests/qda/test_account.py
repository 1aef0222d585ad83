"""The account of a project is complete and true: everything is in the draft or named with the reason why not."""

from collections import Counter
from typing import Any
from xml.etree import ElementTree as ET

from hypothesis import HealthCheck, given, settings

from demireg.services.importing.read import read_bytes
from demireg.services.importing.yaml_sheet import sheet_yaml
from demireg.services.qda.drafting import Drafted
from demireg.services.qda.elements import LISTS
from demireg.services.qda.ledger import FOLDED, Line, Outcome, summary
from demireg.services.qda.roles import bare
from tests.qda.generated import SECRET, projects
from tests.qda.projects import Maker, drafted, guid, three_sources


def local(element: ET.Element) -> str:
    return element.tag.rpartition("}")[2]


def at(tree: Any, where: str) -> object:  # noqa: ANN401 - any tree
    for step in where.replace("[", ".").replace("]", "").split("."):
        tree = tree[int(step)] if step.isdigit() else tree[step]
    return tree


def test_three_sources_and_twelve_codes_become_a_draft_of_which_every_line_is_true() -> None:
    made = three_sources()
    found = drafted(made)
    assert [each["title"] for each in found.tree["cmo_configurations"]] == [
        "CMO 1",
        "link worker support → trust → attendance",
        "bereavement → trust → attendance",
    ]
    assert_complete(made, found)
    assert_true(made, found)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(made=projects())
def test_everything_in_a_project_is_in_the_draft_or_in_the_account(made: Maker) -> None:
    found = drafted(made)
    assert_complete(made, found)
    assert_true(made, found)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(made=projects())
def test_a_draft_lacks_nothing_but_what_only_the_report_can_tell(made: Maker) -> None:
    found = drafted(made)
    read = read_bytes(sheet_yaml(found.tree).encode(), f"{found.tree['id']}.yaml")
    assert {each.rule for each in read.findings} <= {"placeholder-is-filled", "list-is-long-enough"}
    assert "placeholder-is-filled" in {each.rule for each in read.findings}


def test_the_account_counts_every_code_names_those_left_and_tells_memos_from_sources() -> None:
    made = three_sources()
    note = ET.SubElement(made.part("Notes"), "Note", {"guid": guid("kept"), "name": "kept"})
    note.set("plainTextPath", "internal://kept.txt")
    made.files["sources/kept.txt"] = b"We met twice."
    made.files["sources/kept.docx"] = b"PK"
    note.set("richTextPath", "internal://kept.docx")
    found = drafted(made)
    counts = {(each.kind, each.name): each.count for each in found.lines}
    assert counts["attribute color", "of Code"] == counts["attribute isCodable", "of Code"] == 12
    files = {each.name: (each.outcome.value, each.why) for each in found.lines if each.kind == "file"}
    assert files["sources/kept.txt"] == ("taken over", "")
    assert "plain text" in files["sources/kept.docx"][1]
    assert {why for name, (_, why) in files.items() if "kept" not in name} == {"the file of a source is never copied"}
    short = {(kind, why): which for _, kind, _, why, which in summary(found.lines)}
    assert short["code", "it was given no role"] == "Contexts, Other, quotable, never used"
    assert found.tree["citation"]["year"].startswith("TO FILL IN")


def assert_complete(made: Maker, found: Drafted) -> None:
    """Hold the lines against the XML itself, counted here anew."""
    expected: Counter[tuple[str, str]] = Counter()
    for element in ET.fromstring(made.xml()).iter():  # noqa: S314 - our own text
        if local(element) not in FOLDED and (local(element) not in LISTS or local(element) == "Project"):
            expected[local(element), element.get("guid", "")] += 1
    counted: Counter[tuple[str, str]] = Counter()
    for line in found.lines:
        if not line.kind.startswith(("attribute", "file")):
            counted[line.kind, line.guid] += line.count
    assert counted == expected
    assert {line.name for line in found.lines if line.kind == "file"} == set(made.files)
    assert all(line.why for line in found.lines if line.outcome is not Outcome.TAKEN)
    assert all(line.where for line in found.lines if line.outcome is not Outcome.LEFT)


def assert_true(made: Maker, found: Drafted) -> None:
    """Hold what the lines say against the draft."""
    text = sheet_yaml(found.tree)
    words = " ".join(text.split())
    assert SECRET not in words
    by_guid = {each.get("guid"): each for each in made.root.iter() if each.get("guid")}
    for line in found.lines:
        if line.kind == "file" or line.kind.startswith("attribute"):
            continue
        if line.outcome is Outcome.LEFT:
            assert not line.guid or line.guid not in words
            continue
        said = at(found.tree, line.where)
        for expected in holds(line, by_guid):
            assert " ".join(expected.split()) in " ".join(str(said).split())


def holds(line: Line, by_guid: dict[str | None, ET.Element]) -> list[str]:
    """Return what the place of a thing in the draft must say."""
    element = by_guid.get(line.guid)
    if line.outcome is Outcome.PART or element is None:
        return []
    name = element.get("name", "")
    if line.kind == "Code" and not line.where.endswith("title"):
        return [bare(name).rpartition(".")[2].strip().split("(")[0]] if name.strip() else []
    if line.kind == "Note":
        return [line.guid, "".join(each.text or "" for each in element)[:200]]
    if line.kind.endswith("Selection"):
        return [line.guid]
    return [name[:100]] if line.kind.endswith("Source") or line.kind == "Case" else []
