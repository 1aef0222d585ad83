"""The background, what drop-downs offer by it, and the workbooks that are looked at, each made once."""

import io

import pytest
from openpyxl import Workbook, load_workbook

from demireg.services.background import Background
from demireg.services.templating.example import example_tree
from demireg.services.templating.offers import Offers
from demireg.services.templating.workbook import write_workbook
from tests import shipping


@pytest.fixture(scope="session")
def background() -> Background:
    return shipping.background()


@pytest.fixture(scope="session")
def offers(background: Background) -> Offers:
    return Offers.of(background.union)


@pytest.fixture(scope="session")
def empty_bytes(background: Background) -> bytes:
    return write_workbook(None, background)


@pytest.fixture(scope="session")
def example_bytes(background: Background) -> bytes:
    return write_workbook(example_tree(), background)


@pytest.fixture(scope="session")
def empty(empty_bytes: bytes) -> Workbook:
    return load_workbook(io.BytesIO(empty_bytes))


@pytest.fixture(scope="session")
def example(example_bytes: bytes) -> Workbook:
    return load_workbook(io.BytesIO(example_bytes))
