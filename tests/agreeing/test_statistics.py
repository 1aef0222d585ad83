"""Kappa and alpha: values worked by hand, values from the literature, and the laws that both keep."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demireg.services.agreeing.alpha import alpha
from demireg.services.agreeing.figures import against_rest, figures
from demireg.services.agreeing.kappa import expected, kappa, observed, without_one

#: The worked example of the method: ten segments, two coders.
TOY = tuple(zip("CCMMMOOOCM", "CMMMMOOCCM", strict=True))
#: Fifty proposals, read twice, yes or no: 20 both yes, 15 both no, 5 and 10 apart.
PROPOSALS = [("y", "y")] * 20 + [("y", "n")] * 5 + [("n", "y")] * 10 + [("n", "n")] * 15

roles = st.sampled_from("CIMO")
pairs = st.lists(st.tuples(roles, roles), max_size=25)
units = st.lists(st.lists(st.none() | roles, min_size=3, max_size=3), max_size=12)


def rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 3)


def test_the_worked_example_of_the_method_holds() -> None:
    assert observed(TOY) == 0.8
    assert expected(TOY) == 0.35
    assert rounded(kappa(TOY)) == 0.692
    assert rounded(alpha(TOY)) == 0.705


def test_each_category_against_the_rest_gives_the_figures_of_the_worked_example() -> None:
    found = [against_rest(role, TOY) for role in "CMO"]
    assert [rounded(each.kappa) for each in found] == [0.524, 0.8, 0.737]
    assert [rounded(each.alpha) for each in found] == [0.548, 0.808, 0.747]
    assert [rounded(each.expected) for each in found] == [0.58, 0.5, 0.62]


def test_kappa_of_a_two_by_two_table_is_as_worked_by_hand() -> None:
    # 35 of 50 agree: .7; by chance .5 * .6 + .5 * .4 = .5; (.7 - .5) / .5 = .4
    assert (observed(PROPOSALS), expected(PROPOSALS), kappa(PROPOSALS)) == (0.7, 0.5, 0.4)


def test_agreement_worse_than_chance_is_below_nought() -> None:
    assert kappa([("C", "M"), ("M", "C")]) == -1
    # coincidences: C-M twice, M-C twice; 1 - 3 * 4 / (16 - 8) = -.5
    assert alpha([("C", "M"), ("M", "C")]) == -0.5


def test_alpha_of_two_observers_is_as_in_krippendorffs_worked_example() -> None:
    # twelve articles in five categories: 1 - 23 * 6 / (24² - (16 + 36 + 36 + 36 + 4)) = .692
    assert rounded(alpha(list(zip("aabbdcccedda", "babbbccceddd", strict=True)))) == 0.692


def test_alpha_takes_missing_codings_as_in_krippendorffs_example_of_three_observers() -> None:
    observers = ("*****34121133*3", "1*213343*******", "**21344*21133*4")
    every = [[None if code == "*" else code for code in unit] for unit in zip(*observers, strict=True)]
    assert rounded(alpha(every)) == 0.691


@pytest.mark.parametrize("nothing", [[], [("C", "C")], [("C", "C")] * 9])
def test_without_units_or_with_one_category_both_are_undefined_and_not_nought(
    nothing: Sequence[tuple[str, str]],
) -> None:
    assert kappa(nothing) is None
    assert alpha(nothing) is None


def test_units_with_fewer_than_two_codings_tell_alpha_nothing() -> None:
    assert alpha([("C", None), (None, "M"), (None, None)]) is None
    assert alpha([*TOY, ("C", None), (None, None)]) == alpha(TOY)


def test_figures_say_what_they_rest_on() -> None:
    found = figures("role", [*TOY, ("C", None), (None, None)])
    assert (found.units, found.agreed, found.missing) == (10, 8, 2)
    assert found.confusion == (("C", "C", 2), ("C", "M", 1), ("M", "M", 4), ("O", "C", 1), ("O", "O", 2))
    assert found.categories == ("C", "M", "O")
    assert "10 units, which is few" in found.cautions[0]


def test_figures_say_how_far_one_unit_moves_kappa() -> None:
    found = figures("role", TOY)
    # without C-M: 8 of 9 agree, by chance (6 + 16 + 6) / 81, 44 / 53; without O-O: 7 of 9, (9 + 20 + 2) / 81, 32 / 50
    assert (rounded(found.low), rounded(found.high)) == (0.64, 0.83)


def test_a_figure_without_units_says_that_this_is_not_no_agreement() -> None:
    found = figures("concept", [("Trust", None)])
    assert (found.units, found.missing, found.observed, found.kappa) == (0, 1, None, None)
    assert "not the same as none" in found.cautions[0]


def test_kappa_low_beside_much_agreement_is_explained() -> None:
    found = figures("role", [("M", "M")] * 45 + [("M", "C")] * 3 + [("C", "M")] * 2)
    assert found.observed == 0.9
    assert found.kappa is not None
    assert found.kappa < 0
    assert found.cautions == (
        "95 of 100 codings are “M”. Where one category is so common, much agreement is to be expected by chance, and "
        "kappa is low though the coders agree on most units. The table of who gave what shows it.",
    )


def test_one_category_throughout_is_explained() -> None:
    found = figures("role", [("M", "M")] * 40)
    assert (found.observed, found.kappa, found.alpha) == (1, None, None)
    assert "undefined" in found.cautions[0]


@given(pairs)
def test_both_are_symmetric(given_: list[tuple[str, str]]) -> None:
    swapped = [(other, one) for one, other in given_]
    assert kappa(swapped) == kappa(given_)
    assert alpha(swapped) == alpha(given_)


@given(pairs, st.permutations("CIMO"), st.randoms())
def test_neither_depends_on_names_of_categories_nor_on_order(
    given_: list[tuple[str, str]], names: list[str], shuffle: object
) -> None:
    renamed = [tuple(names["CIMO".index(each)] for each in pair) for pair in given_]
    shuffle.shuffle(renamed)  # type: ignore[attr-defined]
    assert kappa([(one, other) for one, other in renamed]) == kappa(given_)
    assert alpha(renamed) == pytest.approx(alpha(given_))


@given(st.lists(roles, min_size=2))
def test_perfect_agreement_is_one_and_undefined_with_one_category(codes: list[str]) -> None:
    same = [(code, code) for code in codes]
    expected_ = 1 if len(set(codes)) > 1 else None
    assert kappa(same) == expected_
    assert alpha(same) == expected_


@given(units)
def test_alpha_is_undefined_just_where_the_codings_that_pair_have_one_category(given_: list[list[str | None]]) -> None:
    paired = [each for unit in given_ if len(unit) - unit.count(None) > 1 for each in unit if each is not None]
    assert (alpha(given_) is None) == (len(set(paired)) < 2)
    assert (alpha(given_) or 0) <= 1


@given(pairs.filter(bool))
def test_with_two_coders_alpha_is_the_form_with_pooled_shares(given_: list[tuple[str, str]]) -> None:
    pooled = [each for pair in given_ for each in pair]
    size = len(pooled)
    by_chance = 1 - sum(pooled.count(each) * (pooled.count(each) - 1) for each in set(pooled)) / (size * (size - 1))
    apart = sum(one != other for one, other in given_) / len(given_)
    assert alpha(given_) == (pytest.approx(1 - apart / by_chance) if by_chance else None)


@given(pairs)
def test_missing_codings_move_no_figure(given_: list[tuple[str, str]]) -> None:
    more = figures("role", [*given_, ("C", None), (None, "M")])
    plain = figures("role", given_)
    assert (more.kappa, more.alpha, more.units, more.missing - 2) == (
        plain.kappa,
        plain.alpha,
        plain.units,
        plain.missing,
    )


@given(pairs)
def test_kappa_without_any_one_unit_is_as_if_it_had_never_been(given_: list[tuple[str, str]]) -> None:
    found = [kappa([*given_[:place], *given_[place + 1 :]]) for place in range(len(given_))]
    values = [each for each in found if each is not None]
    assert without_one(given_) == ((min(values), max(values)) if values else (None, None))
