"""Small made-up repositories for laws of comparison: configurations as sets of concepts, written to the table alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from hypothesis import strategies as st

from demireg.services.comparing.rows import Block, StudyRow
from demireg.services.comparing.table import ComparisonTable
from demireg.services.repository import Repository
from demireg.store import open_store
from tests.comparing.repositories import NAMES

#: Concepts by role; c1 and c2 oppose each other, o1 and o2 as well.
CONTEXTS, MECHANISMS, OUTCOMES = ("c1", "c2", "c3"), ("m1", "m2"), ("o1", "o2")
OPPOSED = frozenset({("c1", "c2"), ("c2", "c1"), ("o1", "o2"), ("o2", "o1")})
#: A coded part: its role, whether it was there or worked, and its concept.
Coded = tuple[str, bool, str]


@dataclass(frozen=True)
class Made:
    """A made-up study: its configurations as sets of coded parts."""

    configurations: Sequence[frozenset[Coded]]
    programme: str = ""
    year: int | None = None
    synthesises: Sequence[str] = field(default_factory=list)


def parts(names: Sequence[str], role: str) -> st.SearchStrategy[Coded]:
    return st.tuples(st.just(role), st.sampled_from([True, True, False]), st.sampled_from(names))


some_parts = parts(CONTEXTS, "context") | parts(MECHANISMS, "mechanism") | parts(OUTCOMES, "outcome")
some_studies = st.lists(
    st.builds(
        Made,
        st.lists(st.frozensets(some_parts, max_size=5), max_size=3),
        st.sampled_from(["", "", "p"]),
        st.integers(2000, 2003) | st.none(),
    ),
    max_size=6,
).map(lambda made: {f"s{number}": each for number, each in enumerate(made)})

#: Configurations of two or three conditions and one outcome, so that pairs of them are often alike but for one.
similar_studies = st.lists(
    st.builds(
        Made,
        st.lists(
            st.tuples(parts(CONTEXTS, "context"), parts(CONTEXTS, "context"), parts(OUTCOMES, "outcome")).map(
                lambda three: frozenset({*three, ("mechanism", True, "m1")})
            ),
            max_size=4,
        ),
        st.sampled_from(["", "", "p"]),
    ),
    min_size=2,
    max_size=5,
).map(lambda made: {f"s{number}": each for number, each in enumerate(made)})


def repository_of_codings(studies: Mapping[str, Made]) -> Repository:
    """Return a repository in memory whose table holds these studies; its store is empty."""
    store, table = open_store("memory:"), ComparisonTable.open(None)
    concepts = [*CONTEXTS, *MECHANISMS, *OUTCOMES]
    one, other = zip(*sorted(OPPOSED), strict=True)
    table.run(
        [
            ("table/write-concept", {"concepts": concepts}),
            ("table/write-kind", {"concepts": concepts, "ancestors": concepts}),
            ("table/write-opposite", {"concepts": list(one), "opposed": list(other)}),
        ]
    )
    table.write_blocks((_block(study, made), "1") for study, made in studies.items())
    return Repository(store, store, NAMES, table)


def _block(study: str, made: Made) -> Block:
    own = StudyRow(study, study, made.year, made.programme or study, None, None, list(made.synthesises))
    names = [f"{study}/k{number}" for number in range(len(made.configurations))]
    coded = [(name, *part) for name, held in zip(names, made.configurations, strict=True) for part in sorted(held)]
    nothing: list[None] = [None] * len(names)
    lists: list[list[str]] = [[] for _ in names]
    return Block(
        own,
        {
            "configurations": names,
            "titles": nothing,
            "locators": nothing,
            "confidences": nothing,
            "stages": lists,
            "voices": lists,
        },
        {"sources": [], "targets": [], "kinds": []},
        {
            "configurations": [name for name, *_ in coded],
            "parts": [f"{name}/{number}" for number, (name, *_) in enumerate(coded)],
            "roles": [role for _, role, _, _ in coded],
            "fired": [fired for _, _, fired, _ in coded],
            "concepts": [concept for *_, concept in coded],
            "valences": [None for _ in coded],
            "bases": ["AuthorStated" for _ in coded],
            "ancestors": [False for _ in coded],
        },
        [[], [], [], [], [], [], [], []],
        [[], [], [], []],
    )
