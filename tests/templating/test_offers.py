"""What drop-downs offer is what a sheet may say."""

import re

from demireg.services.background import Background
from demireg.services.templating.offers import ROLES, Offers

_CODE = re.compile(r".+ \(([^ ()]+)\)")


def code(shown: str) -> str:
    found = _CODE.fullmatch(shown)
    assert found, f"'{shown}' does not end with a code in brackets"
    return found[1]


def test_every_concept_that_is_offered_is_read_as_the_code_that_it_shows(
    offers: Offers, background: Background
) -> None:
    for name, shown in offers.lists.items():
        wrong = [each for each in shown if background.codes.code_of(each, "") != code(each)]
        assert wrong == [], name


def test_each_role_offers_the_concepts_that_have_a_code_of_its_letter(offers: Offers, background: Background) -> None:
    for role in ROLES:
        of_letter = {each for each in background.codes.concepts if each.startswith(f"{role[0]}.")}
        concepts = {background.codes.concepts[code(each)] for each in offers.lists[role]}
        assert {background.codes.concepts[each] for each in of_letter} <= concepts


def test_no_list_offers_anything_twice_and_all_are_in_order(offers: Offers) -> None:
    for shown in offers.lists.values():
        assert len(set(shown)) == len(shown) > 0
        assert [each.casefold() for each in shown] == sorted(each.casefold() for each in shown)


def test_every_vocabulary_whose_concepts_have_no_codes_is_in_some_list_or_left_apart(offers: Offers) -> None:
    offered = {code(each) for shown in offers.lists.values() for each in shown}
    missing = {each.vocabulary for each in offers.concepts if not offered & set(each.codes)}
    assert missing <= {"measures", "referral-sources"}


def test_propositions_are_offered_with_their_sentence_theory_by_theory(offers: Offers, background: Background) -> None:
    shown = [each.shown for each in offers.propositions]
    assert {each.partition(": ")[0] for each in shown} == background.codes.propositions
    assert all(each.partition(": ")[2] for each in shown)
    theories = [each.theory for each in offers.propositions]
    assert theories == sorted(theories, key=str.casefold)


def test_a_code_is_shown_with_its_label_and_anything_else_as_it_is(offers: Offers) -> None:
    assert offers.shown("c.social-isolation").endswith(" (c.social-isolation)")
    assert offers.shown("IntrinsicRegulation") == "intrinsic regulation (IntrinsicRegulation)"
    assert offers.shown("my own words") == "my own words"
    assert offers.sentence("salutogenesis/P1").startswith("salutogenesis/P1: ")
    assert offers.sentence("nothing/P9") == "nothing/P9"
