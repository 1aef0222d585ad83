"""An answer follows from what a repository holds: not from the order in which studies and concepts came to it."""

from collections.abc import Iterator, Mapping
from random import Random

import pytest

from demireg.services.comparing.ask import ask
from demireg.services.comparing.asking import Measure
from demireg.services.comparing.measures import MEASURES
from demireg.services.comparing.rows import Block, study_blocks
from demireg.services.comparing.saving import result_of
from demireg.services.comparing.table import ComparisonTable
from demireg.services.repository import Repository

VERSION = "1"
#: In the place of the values of the examples, where only the worked example is held.
TOY = {
    "theory": "toy-a",
    "other": "toy-b",
    "study": "toy-coders",
    "contexts": "toy-LOCAL",
    "conditions": "toy-LOCAL toy-TIMEOPEN",
    "concept": "toy-TRUST",
    "mechanism": "toy-TRUST",
    "outcome": "toy-ENG-plus",
    "from": "toy-TRUST",
}
#: What is asked beside the examples, where a measure takes it: other choices, other filters, and short lists.
ALSO: Mapping[str, tuple[str, ...]] = {
    "top": ("1", "4"),
    "explained": ("both",),
    "link": ("M-O",),
    "warned": ("yes",),
    "unit": ("study",),
    "profile": ("authors-only",),
}


def written(of: Repository, order: int) -> Repository:
    """Return the same repository with a table that was written in another order of studies and of concepts."""
    table = ComparisonTable.open(None)
    blocks = study_blocks(of.store, of.names, sorted(of.table.versions()))
    if order:
        numbered(table, blocks, Random(order))  # noqa: S311 (no secret)
    else:
        table.write_theories(of.store, of.names, VERSION)
    table.write_blocks((block, VERSION) for block in blocks)
    if order:
        table.write_theories(of.store, of.names, VERSION)
    return Repository(of.store, of.reader, of.names, table, of.background)


def numbered(table: ComparisonTable, blocks: list[Block], drawn: Random) -> None:
    """Put studies in an order that is drawn, and number concepts and programmes in another."""
    drawn.shuffle(blocks)
    concepts = sorted({str(each) for block in blocks for each in block.parts["concepts"] if each})
    programmes = sorted({block.study.programme for block in blocks})
    table.run(
        [
            ("table/write-concept", {"concepts": drawn.sample(concepts, len(concepts))}),
            ("table/write-programme", {"programmes": drawn.sample(programmes, len(programmes))}),
        ]
    )


def questions(measure: Measure, values: Mapping[str, str]) -> Iterator[dict[str, str]]:
    """Yield the example of a measure, the same without what need not be given, and each with other values and short."""
    taken = {*measure.filters, *(param.name for param in measure.params)}
    needed = {param.name for param in measure.params if not param.kind.startswith("optional")}
    asked = {name: values.get(name, given) for name, given in measure.example.items()}
    loose = {name: given for name, given in asked.items() if name in needed}
    for given in (asked, loose) if loose != asked else (asked,):
        yield given
        for name, others in ALSO.items():
            if name in taken:
                yield from ({**given, name: other} for other in others)


@pytest.mark.parametrize(("held", "values"), [("seeded", {}), ("extended", TOY)])
def test_no_answer_depends_on_the_order_in_which_studies_and_concepts_came(
    held: str, values: Mapping[str, str], request: pytest.FixtureRequest
) -> None:
    repositories = [written(request.getfixturevalue(held), order) for order in (0, 1)]
    differing = [
        (name, given)
        for name, measure in MEASURES.items()
        for given in questions(measure, values)
        if len({result_of(ask(repository, name, given)) for repository in repositories}) > 1
    ]
    assert differing == []
    for repository in repositories:
        repository.table.close()
