"""The smaller things a study holds: report, setting, participants, discrepancies, theory uses, checks."""

from collections.abc import Iterable
from dataclasses import dataclass

from demireg.services.catalogue.rows import Facts, local, natural


@dataclass(frozen=True, slots=True)
class ReportRef:
    """Where a study is published: title, authors, journal, year, doi, identifiers, licence and addresses seen."""

    title: str
    authors: str
    journal: str
    year: int | None
    doi: str
    identifiers: tuple[str, ...]
    licence: str
    urls: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Setting:
    """Where the study took place: site, region, country, people, age of the service, and the service itself.

    site, region, country, population, maturity: of the place; contexts: local names of coded site contexts;
    organisation, model, team: of the service.
    """

    site: str
    region: str
    country: str
    population: str
    maturity: str
    contexts: tuple[str, ...]
    organisation: str
    model: str
    team: str


@dataclass(frozen=True, slots=True)
class ParticipantGroup:
    """Who took part: group in words, role, activity, count and a second count where the report gives two.

    count, alternative: None where not told; total: True for a sum of other rows; discrepancy: id of the
    discrepancy that concerns it, or empty; detail: more about the group.
    """

    label: str
    role: str
    activity: str
    count: int | None
    alternative: int | None
    total: bool
    discrepancy: str
    detail: str


@dataclass(frozen=True, slots=True)
class Referral:
    """One source of referrals: its name, the year, how many, and whether it is the total."""

    source: str
    year: int | None
    count: int | None
    total: bool


@dataclass(frozen=True, slots=True)
class Agreement:
    """Double coding: unit, how many of how many were coded twice, the statistic (empty if not told), and where."""

    unit: str
    coded: int | None
    out_of: int | None
    statistic: str
    locator: str


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """Where a report disagrees with itself: id, kind, what about, values with their places, and a note."""

    id: str
    kind: str
    item: str
    values: tuple[tuple[str, str], ...]
    note: str


@dataclass(frozen=True, slots=True)
class Check:
    """One sum that was recalculated: what, and whether it holds."""

    item: str
    holds: bool


@dataclass(frozen=True, slots=True)
class Recommendation:
    """What the authors advise: kind (prioritise, boundary, other), text, its configuration's label, and place."""

    kind: str
    text: str
    configuration: str
    locator: str


@dataclass(frozen=True, slots=True)
class TheoryUse:
    """How a study uses a theory.

    name: as the study names it; theory: slug when we hold it, else empty; level: programme_theory, mid_range or
    formal; relation: tests, refines, refutes, adopts, proposes, supports or mentions; role: in the study's
    argument; note; compares_with: id of the study whose theory it is; locator; elements: (element, verdict,
    basis, rationale) each; constructs: (name, facet) each; evidence: (configuration, relation, rationale) each.
    """

    name: str
    theory: str
    level: str
    relation: str
    role: str
    note: str
    compares_with: str
    locator: str
    elements: tuple[tuple[str, str, str, str], ...]
    constructs: tuple[tuple[str, str], ...]
    evidence: tuple[tuple[str, str, str], ...]


def ends(iris: Iterable[str]) -> tuple[str, ...]:
    """Return the last step of each IRI, in natural order."""
    return tuple(sorted((local(iri) for iri in iris), key=natural))


def report(facts: Facts) -> ReportRef:
    """Read where the study is published."""
    node = facts.only("report")
    return ReportRef(
        title=facts.one(node, "title"),
        authors=facts.one(node, "authorList"),
        journal=facts.one(node, "journal"),
        year=facts.number(node, "year"),
        doi=facts.one(node, "doi"),
        identifiers=facts.all(node, "identifier"),
        licence=facts.one(node, "licenceName"),
        urls=facts.all(node, "url"),
    )


def setting(facts: Facts) -> Setting:
    """Read the site and its service."""
    site, service = facts.only("site"), facts.only("service")
    return Setting(
        site=facts.one(site, "label"),
        region=facts.one(site, "region"),
        country=facts.one(site, "country"),
        population=facts.one(site, "population"),
        maturity=facts.one(site, "maturity"),
        contexts=ends(facts.all(site, "siteContext")),
        organisation=facts.one(service, "label"),
        model=facts.one(service, "serviceModel"),
        team=facts.one(service, "staffTeam"),
    )


def participants(facts: Facts) -> tuple[ParticipantGroup, ...]:
    """Read who took part, in the sheet's order."""
    return tuple(
        ParticipantGroup(
            label=facts.one(node, "label"),
            role=facts.one(node, "participantRole"),
            activity=facts.one(node, "activity"),
            count=facts.number(node, "count"),
            alternative=facts.number(node, "alternativeCount"),
            total=facts.flag(node, "isTotal"),
            discrepancy=next(iter(ends(facts.all(node, "discrepancy"))), ""),
            detail=facts.one(node, "detail"),
        )
        for node in facts.nodes("participants")
    )


def referrals(facts: Facts) -> tuple[Referral, ...]:
    """Read where referrals came from."""
    return tuple(
        Referral(
            facts.one(node, "label"),
            facts.number(node, "year"),
            facts.number(node, "count"),
            facts.flag(node, "isTotal"),
        )
        for node in facts.nodes("referral")
    )


def agreement(facts: Facts) -> Agreement | None:
    """Read how much was coded twice, None where the report does not say."""
    node = facts.only("agreement")
    if not node:
        return None
    return Agreement(
        facts.one(node, "unit"),
        facts.number(node, "coded"),
        facts.number(node, "outOf"),
        facts.one(node, "statistic"),
        facts.one(node, "locator"),
    )


def discrepancies(facts: Facts) -> tuple[Discrepancy, ...]:
    """Read where the report disagrees with itself."""
    return tuple(
        Discrepancy(
            id=facts.one(node, "identifier"),
            kind=facts.one(node, "discrepancyKind"),
            item=facts.one(node, "label"),
            values=tuple(
                (facts.one(value, "value"), facts.one(value, "locator"))
                for value in sorted(facts.all(node, "hasValue"), key=natural)
            ),
            note=facts.one(node, "note"),
        )
        for node in sorted(facts.nodes("discrepancy"), key=natural)
    )


def checks(facts: Facts) -> tuple[Check, ...]:
    """Read the sums that were recalculated."""
    return tuple(Check(facts.one(node, "label"), facts.flag(node, "holds")) for node in _sorted(facts, "check"))


def recommendations(facts: Facts) -> tuple[Recommendation, ...]:
    """Read what the authors advise."""
    return tuple(
        Recommendation(
            facts.one(node, "recommendationKind"),
            facts.one(node, "label"),
            next(iter(ends(facts.all(node, "configuration"))), ""),
            facts.one(node, "locator"),
        )
        for node in _sorted(facts, "recommendation")
    )


def theory_uses(facts: Facts) -> tuple[TheoryUse, ...]:
    """Read how the study uses theories, in the sheet's order."""
    return tuple(_theory_use(facts, node) for node in facts.nodes("theory-use"))


def _theory_use(facts: Facts, node: str) -> TheoryUse:
    theory = facts.one(node, "theory")
    relation = facts.word(node, "theoryRelation").removesuffix("_theory")
    return TheoryUse(
        name=facts.one(node, "theoryName"),
        theory=local(theory) if theory else "",
        level=facts.one(node, "theoryLevel"),
        relation=relation,
        role=facts.one(node, "theoryRole"),
        note=" ".join(facts.all(node, "note")),
        compares_with=facts.one(node, "comparedStudyId"),
        locator=facts.one(node, "locator"),
        elements=tuple(
            (
                facts.one(part, "label"),
                facts.one(part, "verdict"),
                facts.word(part, "codingBasis"),
                facts.one(part, "rationale"),
            )
            for part in sorted(facts.all(node, "hasTheoryElement"), key=natural)
        ),
        constructs=tuple(
            (facts.one(part, "label"), facts.one(part, "facet"))
            for part in sorted(facts.all(node, "hasConstruct"), key=natural)
        ),
        evidence=tuple(
            (
                next(iter(ends(facts.all(part, "configuration"))), ""),
                facts.one(part, "evidenceRelation"),
                facts.one(part, "rationale"),
            )
            for part in sorted(facts.all(node, "hasTheoryEvidence"), key=natural)
        ),
    )


def _sorted(facts: Facts, kind: str) -> list[str]:
    return sorted(facts.nodes(kind), key=natural)
