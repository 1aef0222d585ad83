"""The worked example, seeded once for all tests of comparison."""

from collections.abc import Iterator

import pytest

from demireg.services.repository import Repository
from tests.comparing.repositories import worked_example


@pytest.fixture(scope="session")
def toy() -> Iterator[Repository]:
    repository = worked_example()
    yield repository
    repository.close()
