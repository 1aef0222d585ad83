"""Put a measure's page together: its form, and what it found with everything that a figure must not stand without."""

import shlex
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from demireg.services.comparing.ask import Answer
from demireg.services.comparing.asking import Measure
from demireg.services.comparing.filters import Filters
from demireg.services.comparing.leaving_out import EACH, NAME, asked
from demireg.services.comparing.measures import MEASURES
from demireg.services.comparing.measures.matrix import turned
from demireg.services.comparing.saving import question_of
from demireg.services.repository import Repository
from demireg.web import citing, urls, words
from demireg.web.contexts import Frame
from demireg.web.contexts_comparing import Answered, MeasureCard, MeasurePage
from demireg.web.measuring import VIEWS, counting, files, form, table
from demireg.web.measuring.linking import Linker
from demireg.web.measuring.table import Order

#: Words of an address that are about the page and not about the question.
OF_PAGE: Final = ("sort", "page")
#: Measures in whose tables no figure and no label stands that leaving a unit out could change.
_FIGURELESS: Final = frozenset(("matrix",))


def answered(
    repository: Repository, measure: Measure, given: Mapping[str, str], order: Order, host: str
) -> MeasurePage:
    """Return the page of a measure that was asked, on this ``host``. Raises what ``ask`` raises."""
    answer = asked(repository, measure.name, given)
    return _page(repository, measure, given, answer, _found(repository, answer, order, host), "")


def unanswered(repository: Repository, measure: Measure, given: Mapping[str, str], fault: str = "") -> MeasurePage:
    """Return the page of a measure with its form alone, and why it was not answered where it was asked."""
    return _page(repository, measure, given, None, None, fault)


def short(measure: Measure, given: Mapping[str, str]) -> dict[str, str]:
    """Return what was given without what holds anyway, so that an address says only what was chosen."""
    rest = Filters()
    holds = {param.name: param.default for param in measure.params} | {"profile": rest.profile, "unit": rest.unit}
    return {name: value for name, value in given.items() if value and holds.get(name) != value}


def missing(measure: Measure, given: Mapping[str, str]) -> bool:
    """Tell whether a value that the measure cannot do without was not given."""
    return any(
        not given.get(param.name) and not param.default and not param.kind.startswith("optional")
        for param in measure.params
    )


def card(measure: Measure) -> MeasureCard:
    """Return a measure with an example that leads to an answer."""
    shown = {name: value for name, value in measure.example.items() if value}
    return MeasureCard(
        measure=measure,
        href=urls.comparison(measure.name),
        example=", ".join(f"{words.spoken(name)} {value}" for name, value in shown.items()),
        answered=urls.comparison(measure.name, shown) if shown else "",
    )


def _page(
    repository: Repository,
    measure: Measure,
    given: Mapping[str, str],
    answer: Answer | None,
    found: Answered | None,
    problem: str,
) -> MeasurePage:
    values = {**given, **answer.query} if answer else given
    return MeasurePage(
        frame=Frame(measure.title, "compare"),
        measure=answer.measure if answer else measure,
        form=form.build(repository.table, measure, values, answer.asked.filters if answer else None),
        answer=found,
        problem=problem,
        card=card(measure),
        others=tuple(card(each) for each in MEASURES.values()),
    )


def _found(repository: Repository, answer: Answer, order: Order, host: str) -> Answered:
    linker = Linker(repository.table)
    view = VIEWS.get(answer.measure.name)
    drawing = view.draw(answer, linker) if view else None
    name, query = question_of(answer)
    permalink = urls.comparison(name, query)
    if answer.measure.name == "matrix":
        answer = replace(answer, found=turned(answer.found))  # a page is long and not broad
    return Answered(
        table=table.build(answer, linker, order, view),
        counted=counting.counted(answer),
        notes=answer.found.notes,
        permalink=permalink,
        files=files.links(answer),
        api=urls.comparison_data(name, query),
        command=_command(answer),
        versions=_versions(answer),
        left=_left(name, query),
        whole=urls.comparison(name, answer.query) if NAME in query else "",
        keep=urls.keep(name, query),
        cite=citing.comparison(answer, f"{host}{permalink}"),
        drawn=view.template if view and drawing is not None else "",
        drawing=drawing,
        folded=bool(view and view.whole and not order.sort and order.page == 1 and answer.found.rows),
    )


def _command(answer: Answer) -> str:
    name, query = question_of(answer)
    values = [f"--{each} {shlex.quote(value)}" for each, value in answer.query.items()]
    return " ".join(["demireg compare", name, *values, *(["--leave-one-out"] if NAME in query else [])])


def _left(name: str, query: Mapping[str, str]) -> str:
    """Return what changes when one is left out; empty where that is shown, or no figure could change."""
    can = "without" in MEASURES[name].filters and name not in _FIGURELESS
    return urls.comparison(name, {**query, NAME: EACH}) if can and NAME not in query else ""


def _versions(answer: Answer) -> str:
    made = answer.versions
    return (
        f"demireg {made.software}, generation {made.generation}, background {made.background}, "
        f"studies {made.digest}{f' ({len(made.studies)} of them)' if made.studies else ''}"
    )
