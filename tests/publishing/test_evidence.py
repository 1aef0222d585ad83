"""The evidence behind an answer says of each line which figure it is behind."""

import pytest

from demireg.services.comparing.ask import ask
from demireg.services.comparing.measures import MEASURES
from demireg.services.publishing.called import Called
from demireg.services.publishing.evidence import evidence
from demireg.services.repository import Repository
from tests.publishing.answers import ASKED, answered


@pytest.mark.parametrize("measure", ASKED)
def test_every_line_of_evidence_names_its_figure_and_its_reading(toy: Repository, measure: str) -> None:
    lines = evidence(answered(toy, measure), Called.of(toy.table))
    assert [line for line in lines if not line.figure.strip() or not line.reading] == []


@pytest.mark.parametrize("measure", MEASURES)
def test_every_line_of_evidence_behind_what_ships_names_its_figure(seeded: Repository, measure: str) -> None:
    answer = ask(seeded, measure, MEASURES[measure].example)
    lines = evidence(answer, Called.of(seeded.table))
    assert [line for line in lines if not line.figure.strip() or not line.reading] == []
