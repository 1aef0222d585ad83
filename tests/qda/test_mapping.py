"""The mapping of codes to roles is proposed, written as a table, edited by people, and read back."""

from datetime import date

import pytest

from demireg.domain.errors import Unreadable
from demireg.services.qda.drafting import Options, draft
from demireg.services.qda.mapping_file import COLUMNS, cells, read_mapping
from demireg.services.qda.roles import Row, bare, propose
from demireg.services.tables import WRITERS
from tests.qda.projects import concepts, read, three_sources


def proposed() -> list[Row]:
    return propose(read(three_sources()), concepts())


@pytest.mark.parametrize(
    ("name", "role", "rest"),
    [
        ("C: poverty", "context", "poverty"),
        ("M- trust", "mechanism", "trust"),
        ("M2 trust", "mechanism", "trust"),
        ("[O] better", "outcome", "better"),
        ("trust (mechanism)", "mechanism", "trust"),
        ("Resource: time", "resource", "time"),
        ("reasoning – fear", "reasoning", "fear"),
        ("c-section", "none", "c-section"),
        ("In-depth talk", "none", "In-depth talk"),
        ("CMO 12: garden", "configuration", "CMO 12: garden"),
        ("Dropping out", "none", "Dropping out"),
    ],
)
def test_a_role_is_proposed_from_the_name(name: str, role: str, rest: str) -> None:
    made = three_sources()
    made.code(name)
    rows = propose(read(made), concepts())
    assert next(row.role for row in rows if row.code == name) == role
    assert bare(name) == rest


def test_a_table_is_read_back_as_it_was_written() -> None:
    text = WRITERS["csv"](COLUMNS, cells(proposed()))
    decided = read_mapping(text.encode(), "map.csv", proposed(), concepts())
    assert list(decided.rows) == proposed()
    assert decided.findings == ()


def test_what_somebody_decided_counts_and_labels_stand_for_codes() -> None:
    table = "code;ROLE;concept\nother > quotable;m;Trust\nM: trust;ignore;\nC: area deprivation;;\n".encode("utf-8-sig")
    decided = read_mapping(table, "map.csv", proposed(), concepts())
    rows = {row.code: (row.role, row.concept) for row in decided.rows}
    assert rows["Other > quotable"] == ("mechanism", "Trust")
    assert rows["M: trust"] == ("none", "")
    assert rows["C: area deprivation"] == ("none", "")
    assert rows["M- stigma"] == ("mechanism", "Stigma")


def test_what_cannot_be_taken_is_said_with_its_line_and_a_suggestion() -> None:
    table = b"code,role,concept\nM: trust,mechanisms,m.trusst\nM- stigma,moderator,\nno such code,outcome,\n"
    decided = read_mapping(table, "map.csv", proposed(), concepts())
    said = [each.sentence() for each in decided.findings]
    assert "map.csv line 2: warning: 'm.trusst' is no concept" in said[0]
    assert "Did you mean 'm.trust' (trust)" in said[0]
    assert "map.csv line 3: warning: 'moderator' is no role." in said[1]
    assert "map.csv line 4: info: The project has no code 'no such code'." in said[2]
    rows = {row.code: row for row in decided.rows}
    assert (rows["M: trust"].role, rows["M: trust"].concept) == ("mechanism", "")
    assert rows["M- stigma"].role == "none"


def test_a_table_of_something_else_is_refused() -> None:
    with pytest.raises(Unreadable, match="should name the columns"):
        read_mapping(b"a,b\n1,2\n", "map.csv", proposed(), concepts())


def test_a_resource_and_a_reasoning_are_mechanisms_of_their_kinds() -> None:
    project = read(three_sources())
    table = b"code,role,concept\nM: trust,reasoning,\nM- stigma,resource,\n"
    rows = read_mapping(table, "map.csv", proposed(), concepts()).rows
    tree = draft(project, rows, Options(date(2026, 11, 22))).tree
    kinds = [part.get("kind") for each in tree["cmo_configurations"] for part in each["mechanisms"]]
    assert kinds == ["resource", "reasoning", "reasoning"]


def test_only_a_code_with_others_below_it_is_a_heading() -> None:
    made = three_sources()
    made.code("Dropping out")
    made.code("week two", made.code("Falling out"))
    made.code("Main findings and outcomes")
    why = {row.code: (row.role, row.why) for row in propose(read(made), concepts())}
    assert why["Contexts"] == ("none", "a heading for other codes")
    for name in ("Dropping out", "Falling out", "Falling out > week two", "Main findings and outcomes"):
        assert why[name] == ("none", "nothing in the name says a role")


def test_a_concept_is_offered_by_the_code_of_the_role_and_only_if_spelt_alike() -> None:
    table = b"code,role,concept\nO: attendance,outcome,reduced isolation\nM: trust,outcome,m.isolation-reduced\n"
    table += b"M- stigma,mechanism,povertty\n"
    decided = read_mapping(table, "map.csv", proposed(), concepts())
    rows = {row.code: row.concept for row in decided.rows}
    assert (rows["O: attendance"], rows["M: trust"]) == ("o.isolation-reduced", "o.isolation-reduced")
    said = decided.findings[0]
    assert "Did you mean" not in said.mend
    assert said.mend.endswith("The code stays without a concept.")
