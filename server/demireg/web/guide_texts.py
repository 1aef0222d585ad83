"""The guides: Markdown files below ``docs/guides``, shown as pages."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from demireg import assets
from demireg.domain.errors import NotFound

#: Where the guides say a running demireg is; as pages of it they lead to its own addresses.
HERE = "http://127.0.0.1:8000"


@dataclass(frozen=True, slots=True)
class Guide:
    """One guide. name: of its file, without the ending; title: its heading; lede: its first paragraph; text: all."""

    name: str
    title: str
    lede: str
    text: str


def folder() -> Path:
    """Return the folder of the guides."""
    return assets.folder("docs") / "guides"


def pictures() -> Path:
    """Return the folder of the pictures that the guides show."""
    return folder() / "pictures"


@cache
def guides() -> tuple[Guide, ...]:
    """Return every guide, by the name of its file."""
    return tuple(_read(path) for path in sorted(folder().glob("*.md")))


def guide(name: str) -> Guide:
    """Return one guide. Raises NotFound, naming those that there are."""
    for each in guides():
        if each.name == name:
            return each
    raise NotFound(f"There is no guide '{name}'; there are {', '.join(each.name for each in guides())}.")


def leading(page: Callable[[str], str], guide_of: Callable[[str], str]) -> Callable[[str], str]:
    """Return how links in a guide lead on: ``page`` for addresses of a running demireg, ``guide_of`` for guides."""

    def leads(href: str) -> str:
        if href.startswith(HERE):
            return page(href.removeprefix(HERE) or "/")
        name, _, anchor = href.partition("#")
        if name.endswith(".md") and "/" not in name:
            return guide_of(name.removesuffix(".md")) + (f"#{anchor}" if anchor else "")
        return "" if name.startswith("..") else href

    return leads


def _read(path: Path) -> Guide:
    text = path.read_text(encoding="utf-8")
    blocks = [block.strip() for block in text.split("\n\n")]
    return Guide(path.stem, blocks[0].removeprefix("# "), " ".join(blocks[1].split()), text)
