"""What another version of a vocabulary or theory would change is told, and nothing is changed by telling it."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from demireg.domain.errors import BadParameter, DemiregError, NotFound, Unreadable
from demireg.domain.names import ALL_ACCEPTED
from demireg.services.questions import ask
from demireg.services.repository import Repository
from demireg.services.supposing import QUESTION, suppose
from tests.comparing.repositories import TOY

KINDS = (TOY / "extended" / "vocabulary.ttl").read_text(encoding="utf-8")
THEORY = (TOY / "extended" / "theory-toy-b.ttl").read_text(encoding="utf-8")
PEERS = "vocab:toy-PEER\n    realist:kindOf vocab:toy-"
MOVED = KINDS.replace(f"{PEERS}SUPPORT", f"{PEERS}GRR")

Write = Callable[[str], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def written(text: str) -> Path:
        path = tmp_path / "version-2.ttl"
        path.write_text(text, encoding="utf-8")
        return path

    return written


def test_a_pipe_and_a_folder_are_refused_before_they_are_opened(extended: Repository, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.ttl")
    for path in (tmp_path / "pipe.ttl", tmp_path):
        with pytest.raises(BadParameter, match="a folder, a device or a pipe"):
            suppose(extended, path)


def contents(repository: Repository) -> dict[str, set[object]]:
    return {name: set(repository.store.get(name)) for name in repository.store.graphs()}


def changes(repository: Repository, path: Path, profile: str = ALL_ACCEPTED) -> list[tuple[object, ...]]:
    return [(row[0], *row[2:]) for row in suppose(repository, path, profile).rows]


def test_the_same_version_changes_nothing(extended: Repository, write: Write) -> None:
    assert changes(extended, write(KINDS)) == []
    assert changes(extended, write(THEORY)) == []


def test_a_concept_that_moves_takes_the_matches_with_it(extended: Repository, write: Write) -> None:
    """In the worked example only k7 and k8 hold peers and less isolation; peers are support until they move."""
    before = contents(extended)
    assert changes(extended, write(MOVED)) == [
        ("removed", "toy-s2/k7", "mechanism and outcome", "toy-b/P1"),
        ("removed", "toy-s2/k7", "whole", "toy-b/P1"),
        ("removed", "toy-s4/k8", "mechanism and outcome", "toy-b/P1"),
        ("removed", "toy-s4/k8", "whole", "toy-b/P1"),
    ]
    assert contents(extended) == before
    assert ask(extended, QUESTION, {}).rows == ()


def test_a_theory_that_asks_for_something_else_is_met_elsewhere(extended: Repository, write: Write) -> None:
    """Asking for trust and taking part instead, it is met by k1, k2, k4 and k6, and no longer by k7 and k8."""
    other = THEORY.replace("requiresMechanism vocab:toy-SUPPORT", "requiresMechanism vocab:toy-TRUST").replace(
        "requiresOutcome vocab:toy-ISOL-minus", "requiresOutcome vocab:toy-ENG-plus"
    )
    found = changes(extended, write(other))
    assert {each[1] for each in found if each[0] == "removed"} == {"toy-s2/k7", "toy-s4/k8"}
    assert {"toy-s1/k1", "toy-s2/k2", "toy-s4/k4", "toy-s6/k6"} <= {each[1] for each in found if each[0] == "added"}
    assert ("added", "toy-s5/k5", "whole", "toy-b/P1") not in found


def test_a_theory_that_is_not_here_yet_counts_as_an_addition(extended: Repository, write: Write) -> None:
    found = changes(extended, write(THEORY.replace("toy-b", "toy-c")))
    assert [each[1:] for each in found if each[2] == "whole"] == [
        ("toy-s2/k7", "whole", "toy-c/P1"),
        ("toy-s4/k8", "whole", "toy-c/P1"),
    ]
    assert {each[0] for each in found} == {"added"}


def test_codings_of_the_authors_alone_can_be_asked_for(extended: Repository, write: Write) -> None:
    """All parts of the worked example count as the authors' own, so that both profiles tell the same."""
    assert changes(extended, write(MOVED), "authors-only") == changes(extended, write(MOVED))


def test_how_far_it_has_come_is_told_study_by_study(extended: Repository, write: Write) -> None:
    told: list[tuple[str, int, int]] = []
    suppose(extended, write(KINDS), progress=lambda *step: told.append(step))
    assert told[0] == ("toy-coders", 1, 9)
    assert [done for _, done, _ in told] == list(range(1, 10))


@pytest.mark.parametrize(
    ("text", "fault", "said"),
    [
        ("@prefix a: <http://a/> .\na:b a:c .\n", Unreadable, r"version-2\.ttl:2"),
        (KINDS.replace("vocab:toy-kinds", "vocab:toy-kind"), NotFound, "Did you mean toy-kinds"),
        (KINDS.replace("a skos:ConceptScheme", "a skos:Collection"), BadParameter, "describes no vocabularies"),
        (f"{THEORY}\ntheory:second a realist:FormalTheory .\n", BadParameter, "describes 2 theories"),
        ("<http://a/b> <http://a/c> <http://a/d> .\n", BadParameter, "neither a vocabulary nor a theory"),
    ],
    ids=["no Turtle", "unknown vocabulary", "no scheme", "two theories", "something else"],
)
def test_a_file_that_cannot_stand_in_for_anything_is_explained(
    extended: Repository, write: Write, text: str, fault: type[DemiregError], said: str
) -> None:
    with pytest.raises(fault, match=said):
        suppose(extended, write(text))


def test_an_unknown_profile_is_refused(extended: Repository, write: Write) -> None:
    with pytest.raises(BadParameter, match="coding profile"):
        suppose(extended, write(KINDS), "everyone")
