"""The settled sheet holds what was decided, conforms, and keeps both codings so that agreement can be counted again."""

from datetime import date

import pytest
from rdflib import Graph

from demireg.domain.errors import BadParameter
from demireg.domain.findings import Severity
from demireg.services.agreeing.compare import agreement
from demireg.services.agreeing.decisions import Decision, decisions_csv, read_decisions
from demireg.services.agreeing.settle import Settled, Signed, settle
from demireg.services.agreeing.version import Version
from demireg.services.importing.read import read_bytes
from demireg.services.importing.sheet_claims import Configuration
from demireg.services.importing.sheet_conduct import Segment
from demireg.services.preparing import prepare
from demireg.services.unfolding.study import sheet_of
from tests.agreeing.versions import NAMES, Tree, codes, configuration, segments, version
from tests.shipping import background

ON = date(2026, 11, 22)
SIGNED = Signed("coder-c", ON)
W1 = configuration(
    "w1",
    ("c", "people live alone", "SocialIsolation"),
    ("m", "talk among peers", "PeerSupport"),
    ("m", "a hall nearby"),
    ("o", "they feel better", "BetterMentalHealth"),
)
X1 = configuration(
    "w1",
    ("c", "people live alone", "SocialIsolation"),
    ("c", "a hall nearby"),
    ("m", "talk among peers", "SocialSupport"),
    ("o", "fewer visits to the doctor"),
)
DECIDED = [
    Decision("w1/m2", "role", "b", "", "A hall is there before anybody comes.", "coder-a"),
    Decision("w1/m1", "concept", "a", "", "They are peers.", "coder-b"),
    Decision("w1/o1", "part", "keep"),
    Decision("b:w1/o1", "part", "leave", "", "Nobody says so."),
]


def sides(one: Tree = W1, other: Tree = X1) -> tuple[Version, Version]:
    return version("coder-a", one), version("coder-b", other)


def settled(decisions: list[Decision], signed: Signed = SIGNED, two: tuple[Version, Version] | None = None) -> Settled:
    one, other = two or sides()
    return settle(one, other, codes(), decisions, signed)


def read(made: Settled) -> tuple[Configuration, dict[str, Segment]]:
    sheet = read_bytes(made.text.encode(), "made-up-2024.yaml").sheet
    assert sheet is not None
    return sheet.cmo_configurations[0], {each.id: each for each in sheet.segments}


def test_what_both_gave_stands_and_what_was_decided_stands_as_decided() -> None:
    found, _ = read(settled(DECIDED))
    assert [(each.text, each.concept) for each in found.contexts] == [
        ("people live alone", "SocialIsolation"),
        ("a hall nearby", None),
    ]
    assert [(each.text, each.concept) for each in found.mechanisms] == [("talk among peers", "PeerSupport")]
    assert [each.text for each in found.outcomes] == ["they feel better"]


def test_the_trail_keeps_both_codings_and_who_settled_why() -> None:
    found, trail = read(settled(DECIDED))
    assert list(trail) == ["w1.c1", "w1.m1", "w1.m2", "w1.o1", "b.w1.o1"]
    assert trail["w1.c1"].settled is None
    assert dict(trail["w1.m2"].roles) == {"coder-a": "mechanism", "coder-b": "context"}
    concepts = trail["w1.m1"].concepts
    assert dict(concepts) == {"coder-a": "PeerSupport", "coder-b": "SocialSupport"}
    hall, gone = trail["w1.m2"].settled, trail["b.w1.o1"].settled
    assert hall is not None
    assert (hall.role, hall.agent, hall.date) == ("context", "coder-a", ON)
    assert hall.reason == "Role: A hall is there before anybody comes."
    assert gone is not None
    assert (gone.role, gone.agent, gone.reason) == (None, "coder-c", "Part: Nobody says so.")
    assert "coder-a: mechanism, uncoded; coder-b: context, uncoded" in (found.contexts[1].note or "")


def test_a_decision_without_a_reason_says_that_none_was_given() -> None:
    _, trail = read(settled(DECIDED))
    kept = trail["w1.o1"].settled
    assert kept is not None
    assert kept.reason == "Part: it stands, and no reason was given."


def test_agreement_counted_again_from_the_settled_sheet_is_the_same() -> None:
    one, other = sides()
    before = agreement(one, other, codes())
    _, trail = read(settled(DECIDED))
    again = [
        Decision(name, "role", "", "") for name, each in trail.items() if len(set(each.roles.values())) == 1
        and len(each.roles) > 1
    ]  # fmt: skip
    assert len(again) == before.role.agreed == 2
    assert sum(len(each.roles) > 1 for each in trail.values()) == before.role.units == 3


def test_the_settled_sheet_conforms_and_its_triples_give_the_same_trail() -> None:
    made = settled(DECIDED)
    draft = read_bytes(made.text.encode(), "made-up-2024.yaml")
    found = prepare(background(), NAMES, draft)
    assert [each for each in found.report.findings if each.severity is Severity.VIOLATION] == []
    assert not [each for each in found.report.findings if "segment" in each.rule]
    graph = Graph()
    graph += found.graph
    again = sheet_of(graph, NAMES, codes())
    shown = {each["id"]: each for each in again["segments"]}
    assert shown["w1.m1"]["settled"]["reason"] == "Concept: They are peers."
    assert set(shown["w1.m1"]["concepts"]) == {"coder-a", "coder-b"}
    assert shown["b.w1.o1"]["settled"]["agent"] == "coder-c"


def test_the_sheet_says_who_settled_it_from_whose_versions() -> None:
    made = settled(DECIDED)
    assert made.tree["coded_by"] == {"agent": "coder-c", "date": "2026-11-22"}
    assert "Settled on 2026-11-22 by coder-c from the versions of coder-a and coder-b" in made.tree["note"]
    assert made.decided == 4


def test_another_value_than_either_coders_needs_a_reason_and_must_exist() -> None:
    rest = [each for each in DECIDED if each.unit != "w1/m1"]
    other = Decision("w1/m1", "concept", "other", "Housing", "Both were wrong.", "coder-c")
    found, trail = read(settled([*rest, other]))
    assert found.mechanisms[0].concept == "Housing"
    assert trail["w1.m1"].settled is not None
    called = Decision("w1/m1", "concept", "other", "Reduced isolation", "why", "coder-c")
    assert codes().concepts[read(settled([*rest, called]))[0].mechanisms[0].concept or ""].endswith("/ReducedIsolation")
    with pytest.raises(BadParameter, match=r"'Houzing' is no concept of ours.*Did you mean"):
        settled([*rest, Decision("w1/m1", "concept", "other", "Houzing", "why", "coder-c")])
    with pytest.raises(BadParameter, match="a role is one of context, intervention, mechanism, outcome, not 'cause'"):
        settled([*DECIDED[1:], Decision("w1/m2", "role", "other", "cause", "why", "coder-c")])


def test_both_coders_concepts_may_be_settled_to_be_none() -> None:
    rest = [each for each in DECIDED if each.unit != "w1/m1"]
    none = Decision("w1/m1", "concept", "other", "uncoded", "No concept fits.", "coder-c")
    found, trail = read(settled([*rest, none]))
    said = trail["w1.m1"].settled
    assert said is not None
    assert (found.mechanisms[0].concept, said.role, said.concept) == (None, "mechanism", None)


def test_nothing_is_written_while_a_difference_is_open() -> None:
    with pytest.raises(BadParameter, match=r"2 of 4 differences are not settled yet: w1/o1 \(part\), b:w1/o1 \(part\)"):
        settled(DECIDED[:2])


def test_the_rest_may_be_as_either_coder_has_it() -> None:
    found, trail = read(settled(DECIDED[:1], Signed("coder-c", ON, "b")))
    assert [each.concept for each in found.mechanisms] == ["SocialSupport"]
    assert [each.text for each in found.outcomes] == ["fewer visits to the doctor"]
    said = trail["w1.o1"].settled
    assert said is not None
    assert "Whatever was not decided singly is as the second coder has it." in said.reason


def test_the_rest_never_decides_a_match() -> None:
    two = sides(
        configuration("w1", ("m", "trust in the worker")),
        configuration("w1", ("m", "trust in the workers"), ("m", "trust in that worker")),
    )
    with pytest.raises(BadParameter, match=r"1 of 1 differences are not settled yet: w1/m1 \(match\)"):
        settled([], Signed("coder-c", ON, "a"), two)
    found, trail = read(
        settled([Decision("w1/m1", "match", "same", "w1/m2", "Same line.")], Signed("coder-c", ON, "b"), two)
    )
    assert [each.text for each in found.mechanisms] == ["trust in the worker", "trust in the workers"]
    said = trail["w1.m1"].settled
    assert said is not None
    assert said.reason == "Match: Same line."


def test_a_decision_on_what_is_no_difference_is_refused() -> None:
    with pytest.raises(BadParameter, match="'w1/c1' has no difference in role to settle"):
        settled([*DECIDED, Decision("w1/c1", "role", "a")])


@pytest.mark.parametrize("agent", ["", "Coder C", "../c"])
def test_who_settles_has_a_name_that_a_sheet_can_hold(agent: str) -> None:
    with pytest.raises(BadParameter, match="is no name of a person here"):
        settled(DECIDED, Signed(agent, ON))


def test_a_part_that_changes_its_role_leaves_behind_what_only_the_old_role_has_and_links_follow() -> None:
    one = configuration("w1", ("m", "a hall nearby"), ("m", "talk among peers"), ("o", "they feel better"))
    one["mechanisms"][0] |= {"kind": "resource", "activation": "full", "level": "service"}
    one["causal_links"] = [
        {"from": "m1", "to": "m2", "kind": "enables"},
        {"from": "m2", "to": "o1", "kind": "produces"},
    ]
    other = configuration("w1", ("c", "a hall nearby"), ("m", "talk among peers"))
    other["contexts"][0]["context_narrative"] = "observable"
    decisions = [Decision("w1/m1", "role", "b", "", "why"), Decision("w1/o1", "part", "leave", "", "why")]
    made = settled(decisions, two=sides(one, other))
    found, _ = read(made)
    assert (found.contexts[0].level, found.contexts[0].context_narrative) == ("service", "observable")
    assert [(each.from_, each.to) for each in found.causal_links] == [("c1", "m1")]
    assert made.lost == ("w1: m2 to o1",)


def test_what_a_program_suggested_is_accepted_or_rejected_by_who_settles() -> None:
    one = configuration("w1", ("m", "talk among peers"), ("m", "a shared dislike of rain"), ("c", "a hall"))
    for part in one["mechanisms"]:
        part["basis"] = "machine_suggested"
    other = configuration("w1", ("o", "talk among peers"), ("c", "a hall"))
    decisions = [Decision("w1/m1", "role", "a", "", "why"), Decision("w1/m2", "part", "leave", "", "why")]
    found, _ = read(settled(decisions, two=sides(one, other)))
    assert [(each.accepted_by, each.rejected_by) for each in found.mechanisms] == [
        ("coder-c", None),
        (None, "coder-c"),
    ]


def test_whole_configurations_that_one_coder_has_stand_or_go_as_decided() -> None:
    more = configuration("w1", ("c", "rain falls daily"), ("o", "crops grow tall"), section="Discussion")
    more["title"] = "Weather and harvest"
    more["links"] = [{"to": "x7", "as": "context"}]
    same = {**W1, "label": "x7"}
    one = version("coder-a", W1, configuration("w2", ("c", "buses run late"), section="Methods"))
    other = version("coder-b", more, same)
    decisions = [
        Decision("w2", "configuration", "leave", "", "No finding."),
        Decision("b:w1", "configuration", "keep", "", "It is there."),
    ]
    made = settle(one, other, codes(), decisions, SIGNED)
    sheet = read_bytes(made.text.encode(), "made-up-2024.yaml").sheet
    assert sheet is not None
    assert [each.label for each in sheet.cmo_configurations] == ["w1", "w1-b"]
    assert sheet.cmo_configurations[1].links[0].to == "w1"
    trail = {each.id: each.settled for each in sheet.segments}
    assert trail["w2.c1"] is not None
    assert trail["w2.c1"].role is None
    assert trail["b.w1.o1"] is not None
    assert trail["b.w1.o1"].role == "outcome"


def test_passages_coded_as_such_hold_both_coders_and_what_was_settled() -> None:
    one = version("coder-a", W1, segments=segments("coder-a", ["context", "outcome"]))
    other = version("coder-b", W1, segments=segments("coder-b", ["mechanism", "outcome"]))
    said = Decision("s01", "role", "other", "intervention", "It was brought in.", "coder-b")
    _, trail = read(settle(one, other, codes(), [said], SIGNED))
    assert dict(trail["s01"].roles) == {"coder-a": "context", "coder-b": "mechanism"}
    found = trail["s01"].settled
    assert found is not None
    assert (found.role, found.agent) == ("intervention", "coder-b")
    assert trail["s02"].settled is None


def test_keys_that_were_not_compared_are_named_where_they_differ() -> None:
    one = version("coder-a", W1, heuristic="CMO")
    other = version("coder-b", W1, heuristic="ICAMO", limitations_stated=["few people"])
    assert settle(one, other, codes(), [], SIGNED).elsewhere == ("heuristic", "limitations_stated")


def test_decisions_go_out_as_csv_and_come_back() -> None:
    one, other = sides()
    found = agreement(one, other, codes())
    blank = decisions_csv(found.items, (), found.coders)
    assert blank.splitlines()[0].startswith("unit,what,a (coder-a),b (coder-b),")
    assert read_decisions(blank.encode(), "blank.csv") == []
    filled = decisions_csv(found.items, DECIDED, found.coders)
    again = read_decisions(filled.encode(), "filled.csv")
    assert sorted(again, key=lambda each: each.key) == sorted(DECIDED, key=lambda each: each.key)
    assert read_decisions(b"\xef\xbb\xbf" + filled.replace(",", ";").encode(), "other.csv") != []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("what,then\n", "lacks the columns unit, decision"),
        ("", "lacks the columns"),
        ("unit,what,decision\nw1/m1,role,maybe\n", "row 2: a role is decided by a or b or other, not 'maybe'"),
        ("unit,what,decision\nw1/m1,colour,a\n", "'what' is one of match, configuration"),
        ("unit,what,decision\nw1/m1,role,a\nw1/m1,role,b\n", "row 3: 'w1/m1' role is decided twice"),
        ("unit,what,decision\nw1/m1,role,other\n", "needs a value"),
        ("unit,what,decision,value\nw1/m1,role,other,context\n", "say in 'reason' why"),
        ('unit,what,decision\n"w1', "is not sound CSV"),
        ("\udcff", "is not UTF-8"),
    ],
)
def test_a_table_that_holds_no_decisions_says_why(text: str, message: str) -> None:
    with pytest.raises(BadParameter, match=message):
        read_decisions(text.encode("utf-8", "surrogateescape"), "decisions.csv")
