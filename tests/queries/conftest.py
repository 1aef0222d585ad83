"""The switch that writes the expected answers of the questions anew."""

from collections.abc import Iterator

import pytest

from demireg.services.repository import Repository
from tests.comparing.repositories import extended_example


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write the expected answers of the questions anew")


@pytest.fixture(scope="session")
def extended() -> Iterator[Repository]:
    """Give the worked example with what ``tests/toy/extended`` adds; nobody writes to it."""
    repository = extended_example()
    yield repository
    repository.close()
