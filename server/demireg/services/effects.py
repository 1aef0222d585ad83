"""What a study would change if it were accepted: concepts, configurations, stances, support and labels.

Nothing is written. The study's rows are made as accepting would make them, in a scratch store in memory, and the
figures by the same functions as a comparison; a test holds this preview against what accepting really does.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from rdflib import URIRef
from rdflib.namespace import SKOS

from demireg.domain.names import ALL_ACCEPTED, VOCAB
from demireg.services import versions
from demireg.services.comparing.rows import Block, study_block
from demireg.services.comparing.shifting import Shift, shifts
from demireg.services.comparing.statements import statement
from demireg.services.differences import Change, difference
from demireg.services.importing.draft import Draft
from demireg.services.preparing import Read, inferred
from demireg.services.repository import Repository
from demireg.services.studies import examine
from demireg.store import open_store
from demireg.store.base import Triple, triples


@dataclass(frozen=True, slots=True)
class Concept:
    """A concept of the vocabulary. name: its local name; label: its label."""

    name: str
    label: str


@dataclass(frozen=True, slots=True)
class Count:
    """Figures of a proposition by independent programmes. label: the word for them; the others are numbers."""

    label: str
    supporting: int
    contradicting: int
    addressed: int


@dataclass(frozen=True, slots=True)
class PropositionEffect:
    """A proposition on which something changes.

    proposition: ``salutogenesis/P1``; text: its sentence; stance_before, stance_after: the study's; before, after: the
    figures; flips: whether its label becomes another one.
    """

    proposition: str
    text: str
    stance_before: str
    stance_after: str
    before: Count
    after: Count
    flips: bool


@dataclass(frozen=True, slots=True)
class Match:
    """A configuration that is inferred to match. proposition; configuration: ``wood-2021/w12``; kind: of match."""

    proposition: str
    configuration: str
    kind: str


@dataclass(frozen=True, slots=True)
class Effects:
    """Everything that accepting a study would change.

    study: its identifier; version: the number that its version would have; held: whether a version is here now;
    changed: whether anything would change at all; programme: to which it counts; companions: studies that count
    together with it; new_concepts: concepts that no study uses yet; unused_concepts: those that none would use any
    more; configurations, stances: what is added, changed or gone; elsewhere: whether anything else of the study
    changes; propositions: those on which something changes; matches_gained, matches_lost: what is inferred then.
    """

    study: str
    version: int
    held: bool
    changed: bool
    programme: str
    companions: tuple[str, ...]
    new_concepts: tuple[Concept, ...]
    unused_concepts: tuple[Concept, ...]
    configurations: Change
    stances: Change
    elsewhere: bool
    propositions: tuple[PropositionEffect, ...]
    matches_gained: tuple[Match, ...]
    matches_lost: tuple[Match, ...]

    @property
    def flips(self) -> tuple[PropositionEffect, ...]:
        """Propositions whose label would become another one."""
        return tuple(each for each in self.propositions if each.flips)


def effects(repository: Repository, draft: Draft) -> Effects | None:
    """Return what accepting a draft would change, None where the draft holds something that keeps it out."""
    return effects_of(repository, examine(repository, draft))


def effects_of(repository: Repository, read: Read) -> Effects | None:
    """Return the same of a draft that was read against the background already."""
    if not read.study or not read.report.conforms:
        return None
    store, names, table = repository.store, repository.names, repository.table
    block = _block(repository, read)
    before = versions.current(store, names, read.study)
    same = before is not None and before.content == versions.content_hash(read.graph)
    apart = difference(store.get(names.graph("study", read.study)), read.graph, read.study, names)
    old = {tuple(row) for row in table.rows(statement("matches-of-study"), _about(read.study))}
    new = _matches(block)
    unused, fresh = _concepts(repository, read.study, block)
    companions = sorted(
        str(other)
        for other, programme in table.rows("SELECT study, programme FROM study")
        if programme == block.study.programme and other != read.study
    )
    return Effects(
        study=read.study,
        version=versions.last_number(store, names, read.study) + (not same),
        held=before is not None,
        changed=not same,
        programme=block.study.programme,
        companions=tuple(companions),
        new_concepts=fresh,
        unused_concepts=unused,
        configurations=apart.configurations,
        stances=apart.stances,
        elsewhere=apart.elsewhere,
        propositions=tuple(map(_effect, shifts(table, read.study, block))),
        matches_gained=tuple(Match(*each) for each in sorted(new - old)),
        matches_lost=tuple(Match(*each) for each in sorted(old - new)),
    )


def _block(repository: Repository, read: Read) -> Block:
    """Return the rows that the study would have in the comparison table."""
    names = repository.names
    graphs: dict[str, Iterable[Triple]] = {names.graph("study", read.study): triples(read.graph)}
    graphs |= inferred(repository.background, names, read)
    scratch = open_store("memory:")
    try:
        scratch.replace(graphs)
        return study_block(scratch, names, read.study)
    finally:
        scratch.close()


def _about(study: str) -> dict[str, object]:
    return {"study": study, "profile": ALL_ACCEPTED}


def _matches(block: Block) -> set[tuple[str, ...]]:
    propositions, configurations, profiles, kinds = block.matches
    rows = zip(propositions, configurations, profiles, kinds, strict=True)
    return {(str(one), str(two), str(kind)) for one, two, profile, kind in rows if profile == ALL_ACCEPTED}


def _concepts(repository: Repository, study: str, block: Block) -> tuple[tuple[Concept, ...], tuple[Concept, ...]]:
    """Return the concepts that nobody would use any more, and those that nobody uses yet."""
    coded = zip(block.parts["concepts"], block.parts["ancestors"], strict=True)
    now = {str(concept) for concept, ancestor in coded if ancestor is False}
    rows = repository.table.rows(statement("concepts-in-use"), {"study": study})
    own = {concept for concept, mine in rows if mine}
    others = {concept for concept, mine in rows if not mine}
    union = repository.background.union

    def named(locals_: set[str]) -> tuple[Concept, ...]:
        labels = {each: str(union.value(URIRef(VOCAB[each]), SKOS.prefLabel) or each) for each in locals_}
        return tuple(Concept(each, labels[each]) for each in sorted(locals_))

    return named(own - now - others), named(now - own - others)


def _effect(shift: Shift) -> PropositionEffect:
    before, after = (
        Count(each.label, each.supporting, each.contradicting, each.addressed) for each in (shift.before, shift.after)
    )
    return PropositionEffect(
        shift.proposition, shift.text, shift.stance_before, shift.stance_after, before, after, shift.flips
    )
