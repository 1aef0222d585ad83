"""What HermiT tells of the propositions alone, without any study: which is a special case of which.

A proposition of these tests, narrower than one of salutogenesis, shows that HermiT finds such a thing at all.
"""

import re
from typing import Any

import pytest
from rdflib import RDF, Graph, URIRef

from demireg import assets
from demireg.domain.names import REALIST, THEORY, VOCAB
from tests.ontology.graphs import theories
from tests.reasoning.oracles import background, classified, logical, with_axioms

pytestmark = pytest.mark.proof

PAGE = "reference/specialisation.md"
ROW = re.compile(r"^\| `([\w/-]+)` \| `([\w/-]+)` \| \S", re.MULTILINE)
NARROW = "narrow/P1"


def narrow() -> Graph:
    """Return a theory of one proposition: peers lessen the isolation of those who are isolated."""
    graph, proposition = Graph(), THEORY[NARROW]
    pattern = URIRef(f"{proposition}/pattern")
    graph.add((THEORY.narrow, RDF.type, REALIST.ProgrammeTheory))
    graph.add((THEORY.narrow, REALIST.proposition, proposition))
    graph.add((proposition, REALIST.pattern, pattern))
    graph.add((pattern, REALIST.requiresContext, VOCAB.SocialIsolation))
    graph.add((pattern, REALIST.requiresMechanism, VOCAB.PeerSupport))
    graph.add((pattern, REALIST.requiresOutcome, VOCAB.ReducedIsolation))
    return graph


@pytest.fixture(scope="module")
def wider() -> dict[str, set[str]]:
    """For each shipped proposition, and the narrow one, those that it is a special case of."""
    world: Any = classified(background() + logical(with_axioms(narrow())))
    held = {str(p) for p in theories().subjects(RDF.type, REALIST.Proposition)} | {str(THEORY[NARROW])}
    classes = {f"{each}/Configuration": each.removeprefix(str(THEORY)) for each in held}
    found: dict[str, set[str]] = {}
    for iri, name in classes.items():
        above = {str(getattr(each, "iri", "")) for each in (*world[iri].ancestors(), *world[iri].equivalent_to)}
        found[name] = {classes[each] for each in above & classes.keys()} - {name}
    return found


def test_a_narrow_proposition_is_a_special_case_of_the_salutogenic_one_and_of_no_rival(
    wider: dict[str, set[str]],
) -> None:
    rivals = [THEORY.salutogenesis, *theories().subjects(REALIST.rivalOf, THEORY.salutogenesis)]
    found = {each for each in wider[NARROW] if THEORY[each.partition("/")[0]] in rivals}
    assert found == {"salutogenesis/P1"}


def test_the_page_on_special_cases_says_what_hermit_finds(wider: dict[str, set[str]]) -> None:
    written = ROW.findall((assets.root() / "docs" / PAGE).read_text(encoding="utf-8"))
    found = sorted((name, each) for name, above in wider.items() if name != NARROW for each in above)
    gone = [f"| `{name}` | `{each}` |" for name, each in written if (name, each) not in found]
    new = [
        f"| `{name}` | `{each}` | What that says, in a sentence. |"
        for name, each in found
        if (name, each) not in written
    ]
    assert not gone + new, (
        f"judge what HermiT finds, and change docs/{PAGE}, its rows in order.\n"
        f"Write, with a meaning of your own:\n{chr(10).join(new) or 'nothing'}\n"
        f"Take out:\n{chr(10).join(gone) or 'nothing'}"
    )
    assert written == found, f"put the rows of docs/{PAGE} into the order of the alphabet, each once"


def test_no_two_propositions_mean_the_same(wider: dict[str, set[str]]) -> None:
    found = sorted(
        {tuple(sorted((name, each))) for name, above in wider.items() for each in above if name in wider[each]}
    )
    assert not found, f"these propositions in data/theories ask for the same and would be one, written twice: {found}"
