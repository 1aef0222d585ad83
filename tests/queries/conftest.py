"""The switch that writes the expected answers of the questions anew."""

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write the expected answers of the questions anew")
