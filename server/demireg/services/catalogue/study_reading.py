"""The smaller things a study holds: report, setting, participants, discrepancies, theory uses, checks."""

from collections.abc import Iterable
from dataclasses import dataclass

from demireg.services.catalogue.rows import Facts, local, natural


@dataclass(frozen=True, slots=True)
class ReportRef:
    """Where a study is published: title, authors, journal, year, doi, identifiers, licence, and urls seen."""

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
    """Who took part.

    label: the group in words; role: client, staff, …; activity: interviews, workshop, …; count, alternative: how
    many, the second where the report gives two, None where not told; total: True for a sum of other rows;
    discrepancy: id of the one that concerns it, or empty; detail: more about the group.
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
    """One source of referrals. source: its name; year; count: how many, None if not told; total: of all sources."""

    source: str
    year: int | None
    count: int | None
    total: bool


@dataclass(frozen=True, slots=True)
class Agreement:
    """Double coding. unit: what was coded; coded, out_of: how many of how many; statistic: or empty; locator: where."""

    unit: str
    coded: int | None
    out_of: int | None
    statistic: str
    locator: str


@dataclass(frozen=True, slots=True)
class DiscrepantValue:
    """One of the values that disagree. value: as printed; locator: where it stands."""

    value: str
    locator: str


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """Where a report disagrees with itself. id; kind: of disagreement; item: about what; values; note."""

    id: str
    kind: str
    item: str
    values: tuple[DiscrepantValue, ...]
    note: str


@dataclass(frozen=True, slots=True)
class Check:
    """One sum that was recalculated. item: what; holds: whether it adds up."""

    item: str
    holds: bool


@dataclass(frozen=True, slots=True)
class Recommendation:
    """What the authors advise. kind: prioritise, boundary or other; text; configuration: its label; locator: where."""

    kind: str
    text: str
    configuration: str
    locator: str


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
                DiscrepantValue(facts.one(value, "value"), facts.one(value, "locator"))
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


def _sorted(facts: Facts, kind: str) -> list[str]:
    return sorted(facts.nodes(kind), key=natural)
