"""Stances that two coders judged differently are settled like parts, and count in no figure."""

from datetime import date

import pytest

from demireg.domain.errors import BadParameter
from demireg.services.agreeing.compare import agreement
from demireg.services.agreeing.decisions import Decision
from demireg.services.agreeing.settle import Signed, settle
from tests.agreeing.versions import Tree, codes, configuration, version

SIGNED = Signed("coder-c", date(2026, 11, 22))
W1 = configuration("w1", ("c", "people live alone", "SocialIsolation"), ("m", "talk among peers", "PeerSupport"))


def stance(proposition: str, says: str, agent: str) -> Tree:
    made = {"proposition": proposition, "stance": says, "configurations": ["w1"], "rationale": f"{agent} saw it."}
    return {**made, "basis": "curator_inferred", "agent": agent, "date": "2026-11-20"}


def test_stances_that_differ_are_settled_and_never_the_first_coders_without_a_word() -> None:
    same, differs = "salutogenesis/P1", "salutogenesis/P2"
    one = version(
        "coder-a", W1, stances=[stance(same, "corroborates", "coder-a"), stance(differs, "silent", "coder-a")]
    )
    other = version(
        "coder-b", W1, stances=[stance(same, "corroborates", "coder-b"), stance(differs, "contradicts", "coder-b")]
    )
    found = agreement(one, other, codes())
    assert [(each.unit, each.what, each.a, each.b) for each in found.items] == [
        (differs, "stance", "silent", "contradicts")
    ]
    with pytest.raises(BadParameter, match=r"not settled yet: salutogenesis/P2 \(stance\)"):
        settle(one, other, codes(), [], SIGNED)
    made = settle(one, other, codes(), [Decision(differs, "stance", "b", "", "It is said twice.")], SIGNED)
    assert [(each["proposition"], each["agent"]) for each in made.tree["stances"]] == [
        (same, "coder-a"), (differs, "coder-b"),
    ]  # fmt: skip
    assert "Stance on salutogenesis/P2 (coder-a: silent; coder-b: contradicts): Stance: It is said" in made.tree["note"]
    assert "stances" not in made.elsewhere
