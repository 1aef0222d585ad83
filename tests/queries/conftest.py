"""The shipped studies, seeded once, and the switch that writes the expected answers anew."""

from collections.abc import Iterator

import pytest

from demireg.services.opening import open_seeded
from demireg.services.repository import Repository
from demireg.settings import Settings


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write the expected answers of the questions anew")


@pytest.fixture(scope="session")
def shipped() -> Iterator[Repository]:
    repository = open_seeded(Settings(store="memory:"))
    yield repository
    repository.close()
