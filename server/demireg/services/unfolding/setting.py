"""Unfold the descriptive blocks: report, design, site and service, people, figures, discrepancies."""

import re
from collections.abc import Iterator
from typing import Final

from rdflib import RDFS, SKOS
from rdflib.namespace import DCTERMS, PROV

from demireg.domain.names import REALIST
from demireg.services.importing.sheet_values import EXTENTS
from demireg.services.importing.triples import known_as
from demireg.services.unfolding.node import (
    Block,
    Node,
    Row,
    block,
    code,
    day,
    flag,
    kept,
    last,
    local,
    mark,
    text,
    texts,
    whole,
)

_CITATION: Final[tuple[Row, ...]] = (
    ("year", REALIST.year, whole),
    ("title", DCTERMS.title, text),
    ("journal", REALIST.journal, text),
    ("volume", REALIST.volume, text),
    ("issue", REALIST.issue, text),
    ("pages", REALIST.pages, text),
    ("doi", REALIST.doi, text),
)
#: What stands between two authors; spaces are no part of a name.
_BETWEEN: Final = re.compile(r"(?<=\S); (?=\S)")
_SCHEMES: Final = ("pmid", "pmcid")
_LICENCE: Final[tuple[Row, ...]] = (("name", REALIST.licenceName, text), ("seen_at", REALIST.licenceSeenAt, text))
_DESIGN: Final[tuple[Row, ...]] = (
    ("type", REALIST.studyDesign, text),
    ("concept", REALIST.designConcept, code),
    ("detail", REALIST.designDetail, text),
    ("data_collection", REALIST.dataCollection, text),
    ("ethics", REALIST.ethicsReference, text),
)
_CODED: Final[tuple[Row, ...]] = (("agent", REALIST.codedBy, last), ("date", PROV.generatedAtTime, day))
_SITE: Final[tuple[Row, ...]] = (
    ("country", REALIST.country, text),
    ("region", REALIST.region, text),
    ("site", RDFS.label, text),
)
_SERVICE: Final[tuple[Row, ...]] = (
    ("organisation_type", RDFS.label, text),
    ("service_model", REALIST.serviceModel, text),
)
_PEOPLE: Final[tuple[Row, ...]] = (("population", REALIST.population, text), ("maturity", REALIST.maturity, text))
_TEAM: Final[tuple[Row, ...]] = (("staff_team", REALIST.staffTeam, text),)
_GROUP: Final[tuple[Row, ...]] = (
    ("group", RDFS.label, text),
    ("n", REALIST["count"], whole),
    ("n_alternative", REALIST.alternativeCount, whole),
    ("discrepancy", REALIST.discrepancy, last),
    ("detail", REALIST.detail, text),
    ("note", SKOS.note, text),
    ("activity", REALIST.activity, text),
    ("role", REALIST.participantRole, text),
    ("sampling", REALIST.sampling, text),
    ("total", REALIST.isTotal, mark),
)
_DOUBLE: Final[tuple[Row, ...]] = (
    ("unit", REALIST.unit, text),
    ("coded", REALIST.coded, whole),
    ("out_of", REALIST.outOf, whole),
    ("statistic", REALIST.statistic, text),
    ("locator", REALIST.locator, text),
)
_RECOMMENDATION: Final[tuple[Row, ...]] = (
    ("kind", REALIST.recommendationKind, text),
    ("text", RDFS.label, text),
    ("configuration", REALIST.configuration, local),
    ("locator", REALIST.locator, text),
)
_DISCREPANCY: Final[tuple[Row, ...]] = (
    ("id", DCTERMS.identifier, text),
    ("kind", REALIST.discrepancyKind, text),
    ("item", RDFS.label, text),
)
_VALUE: Final[tuple[Row, ...]] = (("value", REALIST.value, text), ("where", REALIST.locator, text))
_NOTE: Final[tuple[Row, ...]] = (("note", SKOS.note, text),)
_CHECK: Final[tuple[Row, ...]] = (("item", RDFS.label, text), ("ok", REALIST.holds, flag), *_NOTE)
#: The names to offer, by the individual that they mean; the older names of the same are not used again.
_EXTENT: Final = {individual: word for word, individual in reversed(EXTENTS.items())}


def report(study: Node) -> Iterator[tuple[str, Block | list[str]]]:
    """Yield what a sheet says of the report: citation, addresses, licence."""
    node = next(iter(study.nodes(REALIST.reportedIn)), study)
    identifiers = dict(each.partition(":")[::2] for each in texts(node, DCTERMS.identifier))
    more = {scheme: identifiers.get(scheme) for scheme in _SCHEMES}
    citation = {"authors": _authors(study, text(node, REALIST.authorList) or ""), **block(node, _CITATION), **more}
    yield "citation", kept({**citation, "author_note": text(node, SKOS.note)}.items())
    yield "urls_seen", texts(node, REALIST.url)
    yield "licence", block(node, _LICENCE)


def _authors(study: Node, joined: str) -> list[str]:
    """Split the authors where that gives the label of the study; a name may hold a semicolon."""
    names = _BETWEEN.split(joined)
    for size in range(1, len(names) + 1):
        first = "; ".join(names[:size])
        if known_as(first, whole(study, REALIST.year), study.words.study) == text(study, RDFS.label):
            return [first, *names[size:]]
    return names


def conduct(study: Node) -> Iterator[tuple[str, Block]]:
    """Yield how much was read, who coded it, and how the study was done."""
    seen = str(study.value(REALIST.textSeen) or "").removeprefix(str(REALIST))
    extent = {"extent": _EXTENT.get(seen), "detail": text(study, REALIST.textSeenDetail)}
    yield "text_seen", kept(extent.items())
    yield "coded_by", block(study, _CODED)
    synthesis = {"synthesis": True} if study.is_a("Synthesis") else {}
    yield "design", {**block(study, _DESIGN), **synthesis}


def setting(study: Node) -> Block:
    """Return the site and its service, with figures on referrals."""
    site = next(iter(study.nodes(REALIST.atSite)), study)
    service = next(iter(site.nodes(REALIST.provides)), site)
    contexts = [study.words.code(str(each), "c") for each in site.values(REALIST.siteContext)]
    more = {"contexts": contexts, "referrals": _referrals(study)}
    described = {**block(site, _SITE), **block(service, _SERVICE), **block(site, _PEOPLE), **block(service, _TEAM)}
    return {**described, **kept(more.items())}


def _referrals(study: Node) -> Block | None:
    rows = study.nodes(REALIST.hasReferralCount)
    if not rows:
        return None
    found: dict[str, list[Node]] = {}
    for row in rows:
        found.setdefault(text(row, REALIST.referralKind) or "source", []).append(row)
    total = next((whole(each, REALIST["count"]) for each in found.get("total", ())), None)
    lists = {
        key: [block(each, ((kind, RDFS.label, text), ("n", REALIST["count"], whole))) for each in found.get(kind, ())]
        for key, kind in (("sources", "source"), ("programmes", "programme"))
    }
    said = {"year": whole(rows[0], REALIST.year), "total": total, **lists, "locator": text(rows[0], REALIST.locator)}
    return kept(said.items())


def counts(study: Node) -> Iterator[tuple[str, Block | list[Block] | None]]:
    """Yield people and double coding."""
    yield "participants", [block(each, _GROUP) for each in study.nodes(REALIST.hasParticipants)]
    agreement = study.nodes(REALIST.hasCodingAgreement)
    yield "double_coding", block(agreement[0], _DOUBLE) if agreement else None


def closing(study: Node) -> Iterator[tuple[str, list[Block]]]:
    """Yield recommendations, what does not agree, and sums done over again."""
    yield "recommendations", [block(each, _RECOMMENDATION) for each in study.nodes(REALIST.hasRecommendation)]
    yield "discrepancies", [_discrepancy(each) for each in study.nodes(REALIST.hasDiscrepancy)]
    yield "arithmetic_checks", [block(each, _CHECK) for each in study.nodes(REALIST.hasCheck)]


def _discrepancy(node: Node) -> Block:
    values = [block(each, _VALUE) for each in node.nodes(REALIST.hasValue)]
    return {**block(node, _DISCREPANCY), **kept([("values", values)]), **block(node, _NOTE)}
