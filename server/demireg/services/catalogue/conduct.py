"""How a study was made and judged: what its report says of the work, its documents, judgements, double coding."""

from collections.abc import Iterable
from dataclasses import dataclass

from demireg.services.catalogue.facets import ConceptRef
from demireg.services.catalogue.rows import Facts, fetch, local, natural, word
from demireg.services.repository import Repository


@dataclass(frozen=True, slots=True)
class Statement:
    """What a report says of its own work. kind: a word of ours, as ``design_rationale``; text; locator; basis."""

    kind: str
    text: str
    locator: str
    basis: str


@dataclass(frozen=True, slots=True)
class Collection:
    """One way in which data were gathered. kind, period, detail: as the report has them; locator: where."""

    kind: str
    period: str
    detail: str
    locator: str


@dataclass(frozen=True, slots=True)
class Analysis:
    """One step of analysis.

    kind; making: how configurations were made; moves: of reasoning, as ``retroduction``; detail; locator: where.
    """

    kind: str
    making: str
    moves: tuple[str, ...]
    detail: str
    locator: str


@dataclass(frozen=True, slots=True)
class Document:
    """One text that a synthesis draws on.

    id; title, authors, year, doi: what it is; kind, characteristics, contribution: what it brings; study: id of
    the study that it reports, or empty.
    """

    id: str
    title: str
    authors: str
    year: int | None
    doi: str
    kind: str
    characteristics: str
    contribution: str
    study: str


@dataclass(frozen=True, slots=True)
class Search:
    """One search. source: where; terms; period; found: how many records, None where not told."""

    source: str
    terms: str
    period: str
    found: int | None


@dataclass(frozen=True, slots=True)
class FlowCount:
    """How many records or texts passed one stage. stage: as ``records_screened``; count."""

    stage: str
    count: int | None


@dataclass(frozen=True, slots=True)
class Judgement:
    """Somebody's dated judgement of quality.

    kind: ``relevance``, ``richness`` or ``rigour``; rating: ``low``, ``moderate`` or ``high``; configuration:
    label of the one whose passage it is about, or empty; document: id of the one it is about, or empty (with both
    empty it is about the report); rationale: why; basis; agent: whose; date: the day.
    """

    kind: str
    rating: str
    configuration: str
    document: str
    rationale: str
    basis: str
    agent: str
    date: str


@dataclass(frozen=True, slots=True)
class Segment:
    """A passage coded by several people. id; locator: where; roles: by coder, the role each gave; agreed: all alike."""

    id: str
    locator: str
    roles: tuple[tuple[str, str], ...]
    agreed: bool


@dataclass(frozen=True, slots=True)
class Conduct:
    """How a study was made and judged.

    design: the kind of study as our concepts; statements: what the report says of its own work; collections,
    analyses: how; searches, flow, documents: of a synthesis; judgements: of quality; segments: coded twice.
    """

    design: tuple[ConceptRef, ...]
    statements: tuple[Statement, ...]
    collections: tuple[Collection, ...]
    analyses: tuple[Analysis, ...]
    searches: tuple[Search, ...]
    flow: tuple[FlowCount, ...]
    documents: tuple[Document, ...]
    judgements: tuple[Judgement, ...]
    segments: tuple[Segment, ...]

    @property
    def held(self) -> bool:
        """True when there is anything but the kind of study."""
        told = (self.statements, self.collections, self.analyses, self.searches, self.flow, self.documents)
        return any((*told, self.judgements, self.segments))


def conduct(repository: Repository, study: str) -> Conduct:
    """Return how a study, by its IRI, was made and judged."""
    facts = Facts(fetch(repository, "study-conduct", study=study))
    return Conduct(
        design=tuple(
            ConceptRef(node, local(node), facts.one(node, "prefLabel") or local(node)) for node in facts.nodes("design")
        ),
        statements=tuple(_statement(facts, node) for node in facts.nodes("statement")),
        collections=tuple(_collection(facts, node) for node in facts.nodes("data-collection")),
        analyses=tuple(_analysis(facts, node) for node in facts.nodes("analysis")),
        searches=tuple(_search(facts, node) for node in facts.nodes("search")),
        flow=tuple(
            FlowCount(facts.word(node, "flowStage"), facts.number(node, "count")) for node in facts.nodes("flow")
        ),
        documents=tuple(_document(facts, node) for node in _named(facts.nodes("document"))),
        judgements=tuple(_judgement(facts, node, study) for node in facts.nodes("quality")),
        segments=tuple(_segment(facts, node) for node in _named(facts.nodes("segment"))),
    )


def _named(nodes: Iterable[str]) -> list[str]:
    return sorted(nodes, key=natural)


def _statement(facts: Facts, node: str) -> Statement:
    kind = word(facts.one(node, "statementKind"))
    return Statement(kind, facts.one(node, "label"), facts.one(node, "locator"), facts.word(node, "codingBasis"))


def _collection(facts: Facts, node: str) -> Collection:
    return Collection(*(facts.one(node, name) for name in ("collectionKind", "period", "detail", "locator")))


def _analysis(facts: Facts, node: str) -> Analysis:
    return Analysis(
        kind=facts.one(node, "analysisKind"),
        making=facts.one(node, "configurationMaking"),
        moves=tuple(sorted(word(move) for move in facts.all(node, "analyticMove"))),
        detail=facts.one(node, "detail"),
        locator=facts.one(node, "locator"),
    )


def _search(facts: Facts, node: str) -> Search:
    source, terms = facts.one(node, "searchedSource"), facts.one(node, "searchTerms")
    return Search(source, terms, facts.one(node, "period"), facts.number(node, "count"))


def _flow_count(facts: Facts, node: str) -> FlowCount:
    return FlowCount(facts.word(node, "flowStage"), facts.number(node, "count"))


def _document(facts: Facts, node: str) -> Document:
    return Document(
        id=facts.one(node, "identifier"),
        title=facts.one(node, "title"),
        authors=facts.one(node, "authorList"),
        year=facts.number(node, "year"),
        doi=facts.one(node, "doi"),
        kind=facts.one(node, "documentKind"),
        characteristics=facts.one(node, "characteristics"),
        contribution=facts.one(node, "contribution"),
        study=local(facts.one(node, "reportsStudy")),
    )


def _judgement(facts: Facts, node: str, study: str) -> Judgement:
    about = facts.one(node, "about").removeprefix(f"{study}/")
    first, _, rest = about.partition("/")
    agent = facts.one(node, "wasAttributedTo")
    kinds = [kind for kind in facts.types(node) if kind.endswith("Judgement")]
    return Judgement(
        kind=word(kinds[0]).removesuffix("_judgement") if kinds else "",
        rating=facts.word(node, "rating").removesuffix("_rating"),
        configuration=first if rest == "excerpt" else "",
        document=rest if first == "document" else "",
        rationale=facts.one(node, "rationale"),
        basis=facts.word(node, "codingBasis"),
        agent=facts.one(agent, "label") or local(agent),
        date=facts.one(node, "generatedAtTime")[:10],
    )


def _segment(facts: Facts, node: str) -> Segment:
    codings = sorted(facts.all(node, "hasSegmentCoding"))
    agents = [facts.one(coding, "wasAttributedTo") for coding in codings]
    given = [facts.word(coding, "roleGiven").removesuffix("_role") for coding in codings]
    names = [facts.one(agent, "label") or local(agent) for agent in agents]
    return Segment(
        id=facts.one(node, "identifier"),
        locator=facts.one(node, "locator"),
        roles=tuple(zip(names, given, strict=True)),
        agreed=len(set(given)) == 1,
    )
