"""What tests of comparison share: the worked example with what extends it."""

from collections.abc import Iterator

import pytest

from demireg.services.repository import Repository
from tests.comparing.repositories import extended_example


@pytest.fixture(scope="session")
def extended() -> Iterator[Repository]:
    """Give the worked example with what ``tests/toy/extended`` adds; nobody writes to it."""
    repository = extended_example()
    yield repository
    repository.close()
