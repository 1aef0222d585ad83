"""The sentence under a configuration's title claims no more than its parts allow."""

from dataclasses import replace

import pytest

from demireg.services.catalogue.configurations import Strip, configuration_view
from demireg.services.catalogue.parts import Part
from demireg.services.repository import Repository
from demireg.web import standing


@pytest.mark.parametrize(
    ("study", "label", "says"),
    [
        ("wood-2021", "w12", "X claims that these mechanisms, in these contexts, generated these outcomes."),
        (
            "bertotti-2018",
            "be-3",
            "X supposes that this mechanism in this context could generate these outcomes; it is no finding.",
        ),
        (
            "wood-2021",
            "w21",
            "X supposes that this mechanism in this context could generate this outcome; it is no finding.",
        ),
        (
            "wood-2021",
            "w26",
            "X argues in its discussion that one mechanism did not fire while another worked in these contexts, "
            "and that this outcome came about.",
        ),
        (
            "wood-2021",
            "w29",
            "X reports that this mechanism did not fire in this context, and that these outcomes came about.",
        ),
        (
            "knowles-2015",
            "kn-3",
            "X claims that this mechanism worked in this context, and that this outcome did not come about.",
        ),
        ("wood-2021", "w06", "X claims that this mechanism worked in this context. Not given: outcome."),
        ("hanlon-2021", "ha-3", "X claims that this outcome came about in this context. Not given: mechanism."),
        (
            "tierney-2020",
            "t20-2",
            "X claims, as the curator infers, that these mechanisms, in this context, generated this outcome.",
        ),
        (
            "wood-2021",
            "w22",
            "X claims, as the curator infers, that these mechanisms, in these contexts, generated these outcomes. "
            "What is marked as supposed is no finding.",
        ),
    ],
)
def test_a_configuration_is_worded_by_the_standing_of_its_parts(
    seeded: Repository, study: str, label: str, says: str
) -> None:
    assert standing.sentence(configuration_view(seeded, study, label).strip, "X") == says


def only(strip: Strip, role: str, status: str) -> Strip:
    """Return a configuration of which only one role is left, with one standing."""
    parts: tuple[Part, ...] = tuple(replace(part, status=status) for part in strip.in_role(role))
    return replace(strip, parts=parts)


@pytest.mark.parametrize("role", ["C", "M", "O"])
@pytest.mark.parametrize("status", ["fired", "absent", "hypothetical"])
def test_no_word_of_generating_without_both_a_mechanism_and_an_outcome(
    seeded: Repository, role: str, status: str
) -> None:
    said = standing.sentence(only(configuration_view(seeded, "wood-2021", "w12").strip, role, status), "X")
    assert "generate" not in said
    assert "Not given: " in said


def test_the_coders_note_stands_under_the_sentence(seeded: Repository) -> None:
    assert configuration_view(seeded, "wood-2021", "w26").strip.notes == (
        "Hypothesis from discussion, not a Results finding.",
    )
