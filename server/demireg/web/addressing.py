"""The pieces that addresses are put together from."""

from urllib.parse import quote, urlencode


def with_values(path: str, **values: str) -> str:
    """Return an address with the values that are not empty as its query."""
    given = {name: value for name, value in values.items() if value}
    return f"{path}?{urlencode(given)}" if given else path


def step(text: str) -> str:
    """Return a text as one step of a path."""
    return quote(text, safe="")
