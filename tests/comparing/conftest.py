"""The worked example and the shipped studies, each seeded once for all tests of comparison."""

from collections.abc import Iterator

import pytest

from demireg.services.repository import Repository
from tests.comparing.repositories import shipped, worked_example


@pytest.fixture(scope="session")
def toy() -> Iterator[Repository]:
    repository = worked_example()
    yield repository
    repository.close()


@pytest.fixture(scope="session")
def six() -> Iterator[Repository]:
    repository = shipped()
    yield repository
    repository.close()
