"""What the tests of reviewing share: a small repository, a desk, people, and a made-up study in several wordings."""

from functools import cache
from pathlib import Path

from demireg.services.background import Background
from demireg.services.importing.draft import Draft
from demireg.services.importing.read import read_bytes
from demireg.services.opening import open_repository
from demireg.services.repository import Repository
from demireg.services.reviewing import deciding
from demireg.services.reviewing.accounts import Person, Role
from demireg.services.reviewing.desk import Desk
from demireg.settings import Settings

TOY = Path(__file__).parents[1] / "toy"
ANNA = Person("anna", Role.CONTRIBUTOR)
BERT = Person("bert", Role.CONTRIBUTOR)
RITA = Person("rita", Role.READER)
CORA = Person("cora", Role.CURATOR)


@cache
def background() -> Background:
    """Return the shipped background with the vocabulary and the theory of the worked example, read once."""
    return Background.shipped(("vocabulary/toy", TOY / "vocabulary.ttl"), ("theory/toy", TOY / "theory.ttl"))


def repository(store: str, held: Background) -> Repository:
    """Return an open repository without any study."""
    return open_repository(Settings(store=store), held)


def draft(old: str = "", new: str = "", study: str = "toy-s1") -> Draft:
    """Return a study of the worked example, perhaps with other words."""
    text = (TOY / "studies" / f"{study}.yaml").read_text("utf-8")
    assert not old or old in text
    return read_bytes(text.replace(old, new).encode() if old else text.encode(), f"{study}.yaml")


def handed_in(held: Repository, desk: Desk, sent: Draft, person: Person = ANNA, note: str = "") -> int:
    """Hand a draft in and return its number."""
    return deciding.hand_in(held, desk, sent, person, note).number
