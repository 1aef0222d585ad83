"""Every address that a page links to, put together in one place."""

import re
from urllib.parse import quote

from demireg.domain.names import ALL_ACCEPTED, REALIST, THEORY, VOCAB, Names
from demireg.web import urls_adding as _adding
from demireg.web import urls_comparing as _comparing
from demireg.web import urls_kept as _kept
from demireg.web.addressing import step as _step
from demireg.web.addressing import with_values as _with

# What brings studies in and what compares them have modules of their own; they are called like all others.
checked = _adding.checked
desk = _adding.desk
form = _adding.form
hand_in = _adding.hand_in
history = _adding.history
kept = _adding.kept
marked = _adding.marked
qda = _adding.qda
references = _adding.references
retract = _adding.retract
sign_in = _adding.sign_in
template = _adding.template
comparison = _comparing.comparison
comparison_data = _comparing.comparison_data
comparison_file = _comparing.comparison_file
comparisons = _comparing.comparisons
keep = _kept.keep
kept_again = _kept.kept_again
kept_comparison = _kept.kept_comparison
kept_comparisons = _kept.kept_comparisons
kept_data = _kept.kept_data
programme = _comparing.programme

_CORE = str(REALIST).rstrip("#")
#: What belongs to a study and is no configuration: the step after the study's identifier.
_OWN = frozenset(
    (
        *("report", "site", "service", "participants", "discrepancy", "theory-use", "theory-evidence", "stance"),
        *("element", "referrals", "double-coding", "recommendation", "check", "statement", "data-collection"),
        *("analysis", "document", "search", "document-flow", "quality", "segment"),
        *("version", "submission", "acceptance", "retraction"),
    )
)

#: Items of checklists are named after their list and number.
_ITEM = re.compile(r"-\d\d$")


def compare(theory: str = "", profile: str = "", cell: str = "", **choice: str) -> str:
    """Return the comparison matrix of a theory, perhaps with one cell's evidence open (``P1.wood-2021``).

    ``choice`` is what chooses and orders its studies; see ``choosing``.
    """
    return _with("/", theory=theory, profile="" if profile == ALL_ACCEPTED else profile, cell=cell, **choice)


def figure(theory: str, profile: str = "", **filters: str) -> str:
    """Return the matrix as a figure for print."""
    return _with("/figures/matrix.svg", theory=theory, profile="" if profile == ALL_ACCEPTED else profile, **filters)


def matrix_data(theory: str, profile: str = "", form: str = "", **filters: str) -> str:
    """Return the matrix as data; form is csv or empty for JSON."""
    chosen = "" if profile == ALL_ACCEPTED else profile
    return _with("/api/compare/matrix", theory=theory, profile=chosen, format=form, **filters)


def theories() -> str:
    """Return the list of theories."""
    return "/theories"


def theory(slug: str, proposition: str = "") -> str:
    """Return a theory's page, at one of its propositions when given."""
    return f"/theories/{_step(slug)}" + (f"#{_step(proposition)}" if proposition else "")


def studies() -> str:
    """Return the list of studies."""
    return "/studies"


def thin() -> str:
    """Return the page that lists what is thin in the evidence."""
    return "/thin"


def study(identifier: str) -> str:
    """Return a study's page."""
    return f"/studies/{_step(identifier)}"


def study_data(identifier: str) -> str:
    """Return a study as data."""
    return f"/api/studies/{_step(identifier)}"


def study_file(identifier: str, ending: str) -> str:
    """Return a study as a file of a format."""
    return f"/api/studies/{_step(identifier)}{ending}"


def study_turtle(identifier: str) -> str:
    """Return a study's graph as Turtle."""
    return f"/id/study/{_step(identifier)}.ttl"


def configuration(identifier: str, label: str, profile: str = "") -> str:
    """Return a configuration's page."""
    path = f"/studies/{_step(identifier)}/{_step(label)}"
    return _with(path, profile="" if profile == ALL_ACCEPTED else profile)


def explain(identifier: str, label: str, proposition: str, profile: str = "") -> str:
    """Return the page on why a configuration does or does not match a proposition (``salutogenesis/P1``)."""
    path = f"/studies/{_step(identifier)}/{_step(label)}/explain/{quote(proposition)}"
    return _with(path, profile="" if profile == ALL_ACCEPTED else profile)


def rameses(identifier: str) -> str:
    """Return the page that holds a study's report against its reporting standard."""
    return f"/studies/{_step(identifier)}/rameses"


def rameses_data(identifier: str, form: str) -> str:
    """Return the same as data; form is csv or json."""
    return _with(f"/api/studies/{_step(identifier)}/rameses", format=form)


def explain_data(configuration: str, proposition: str, profile: str = "") -> str:
    """Return the same as data."""
    chosen = "" if profile == ALL_ACCEPTED else profile
    return _with("/api/explain", configuration=configuration, proposition=proposition, profile=chosen)


def vocabulary() -> str:
    """Return the vocabulary."""
    return "/vocabulary"


def concept(local: str) -> str:
    """Return a concept's page."""
    return f"/vocabulary/{_step(local)}"


def ontology(suffix: str = ".html", of: str = "core") -> str:
    """Return the ontology's page, or by another suffix its data; ``of`` names another namespace or one term of it."""
    return f"/ns/{quote(of)}{suffix}"


def term(local: str) -> str:
    """Return the page of a class, property or value of the ontology."""
    return ontology(of=f"core/{_step(local)}")


def module(name: str) -> str:
    """Return the place of a module on the ontology's page."""
    return f"{ontology()}#module-{_step(name)}"


def diagrams() -> str:
    """Return the list of diagrams."""
    return "/diagrams"


def diagram(name: str, suffix: str = "") -> str:
    """Return the page of a diagram, or the drawing alone by the suffix ``.svg``."""
    return f"/diagrams/{quote(name)}{suffix}"


def guides() -> str:
    """Return the list of guides."""
    return "/guides"


def guide(name: str) -> str:
    """Return a guide's page."""
    return f"/guides/{_step(name)}"


def box(key: str) -> str:
    """Return where a box of a diagram leads: ``term:…``, ``module:…``, ``concept:…``, ``study:…`` or ``part:…``."""
    kind, _, name = key.partition(":")
    if kind == "part":
        study_id, _, rest = name.partition("/")
        page = _page_in_study(study_id, rest)
        number = rest.partition("/")[2]
        return f"{page}#{number}" if number.isalnum() and "/" in page.removeprefix("/studies/") else page
    pages = {"term": term, "module": module, "concept": concept, "study": study}
    return pages[kind](name) if kind in pages else ""


def navigation() -> tuple[tuple[str, str, str], ...]:
    """Return the main sections: name of the section, its label, its address."""
    return (
        ("matrix", "Matrix", compare()),
        ("compare", "Compare", comparisons()),
        ("theories", "Theories", theories()),
        ("studies", "Studies", studies()),
        ("vocabulary", "Vocabulary", vocabulary()),
        ("ontology", "Ontology", ontology()),
        ("questions", "Questions", questions()),
        ("sparql", "SPARQL", sparql()),
        ("add", "Add evidence", "/add"),
    )


def footing() -> tuple[tuple[str, str], ...]:
    """Return what stands at the foot of every page: label and address."""
    return (
        ("About and legend", "/about"),
        ("Guides", guides()),
        ("API", "/docs"),
        ("Review desk", desk()),
        ("All data (gzip, TriG)", "/dump.trig.gz"),
    )


def questions() -> str:
    """Return the list of questions."""
    return "/questions"


def question(name: str, **values: str) -> str:
    """Return a question's page, answered when values are given."""
    return _with(f"/questions/{quote(name)}", **values)


def question_data(name: str, form: str, **values: str) -> str:
    """Return a question's answer as data; form is csv or json."""
    return _with(f"/api/questions/{quote(name)}", **values, format=form)


def sparql(query: str = "", form: str = "") -> str:
    """Return the SPARQL workbench, with a query in it when given; form is csv or json for the answer as data."""
    return _with("/sparql", query=query, format=form)


def sparql_question(name: str) -> str:
    """Return the SPARQL workbench with the text of a question in it."""
    return _with("/sparql", question=name)


def search(words: str = "") -> str:
    """Return the search page."""
    return _with("/search", q=words)


def api(*path: str) -> str:
    """Return an address of the machine's face."""
    return "/".join(("/api", *(_step(step) for step in path)))


def static(name: str, version: str) -> str:
    """Return a file of ours, with the version so that a new one is fetched after an upgrade."""
    return f"/static/{name}?v={quote(version)}"


def doi(identifier: str) -> str:
    """Return the address of a DOI's landing page."""
    return f"https://doi.org/{quote(identifier, safe='/.;()')}"


def page_of(iri: str, names: Names) -> str:
    """Return the page of ours that shows an IRI, empty when none does."""
    if iri.startswith(str(VOCAB)):
        name = iri.removeprefix(str(VOCAB))
        return f"{concept(name[:-3])}#{_step(name)}" if _ITEM.search(name) else concept(name)
    if iri.startswith(str(THEORY)):
        slug, _, rest = iri.removeprefix(str(THEORY)).partition("/")
        return theory(slug, rest.partition("/")[0])
    if iri.startswith(str(REALIST)):
        local = iri.removeprefix(str(REALIST))
        return term(local) if local else ontology()
    if iri.startswith(f"{_CORE}/") or iri == _CORE:
        name = iri.removeprefix(_CORE).strip("/").partition("/")[0]
        return module(name) if name and not name[0].isdigit() else ontology()
    if iri.startswith(f"{names.base}study/"):
        return _page_in_study(*iri.removeprefix(f"{names.base}study/").partition("/")[::2])
    return _kept.page_of(iri, names)


def _page_in_study(identifier: str, rest: str) -> str:
    label = rest.partition("/")[0]
    if label == "checklist":
        return rameses(identifier)
    return configuration(identifier, label) if label and label not in _OWN else study(identifier)
