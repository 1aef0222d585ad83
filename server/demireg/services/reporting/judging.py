"""Say how far a study's report meets each item of its standard. What was not seen is never taken for a no."""

from collections import Counter
from typing import Final

from demireg.services.reporting.checking import lacks, rules_of, study_data
from demireg.services.reporting.counting import authors_own, withheld
from demireg.services.reporting.reading import read_found, read_items, read_responses, read_study
from demireg.services.reporting.standards import (
    Answer,
    Found,
    Item,
    Lack,
    Reading,
    ReportedItem,
    Response,
    StandardReport,
)
from demireg.services.repository import Repository

_NAMES: Final = {False: ("RAMESES II", "rameses-2"), True: ("RAMESES I", "rameses-1")}
_WHOLE: Final = "full_text"


def standard_report(repository: Repository, study: str) -> StandardReport:
    """Hold a study (``wood-2021``) against RAMESES II, or a synthesis against RAMESES I.

    Raises NotFound, with the nearest names, when the study is not held.
    """
    reading = read_study(repository, study)
    items = read_items(repository, study)
    data = study_data(repository, study)
    own = authors_own(data)
    found, answers = read_found(repository, study, withheld(data, own)), read_responses(repository, study)
    lacking = lacks(own, items)
    judged = tuple(
        judge(reading, item, found.get(item.iri, ()), lacking[item.iri], answers.get(item.iri)) for item in items
    )
    counted = Counter(item.answer.value for item in judged)
    counts = {answer.value: counted[answer.value] for answer in Answer}
    return StandardReport(reading, _NAMES[reading.synthesis][0], remarks(reading), judged, counts)


def judge(
    reading: Reading, item: Item, found: tuple[Found, ...], lacking: tuple[Lack, ...], response: Response | None
) -> ReportedItem:
    """Return one item with its answer: a person's where there is one, else what follows from the data."""
    computed = _computed(reading, item, found, lacking)
    answer = response.answer if response else computed
    settled = answer in {Answer.MET, Answer.NOT_APPLICABLE}
    return ReportedItem(
        number=item.number,
        section=item.section,
        title=item.title,
        asks=item.asks,
        satisfied_by=item.satisfied_by,
        note=item.note,
        answer=answer,
        computed=computed,
        reason=_reason(reading, item, computed, response) + _left_out(item, found),
        response=response,
        found=found,
        lacking=() if settled else lacking,
    )


def searched(reading: Reading) -> bool:
    """Tell whether silence counts: the whole text was read, and for every item of the standard."""
    return reading.seen == _WHOLE and _NAMES[reading.synthesis][1] in reading.read_for


def remarks(reading: Reading) -> tuple[str, ...]:
    """Return what a reader of the report has to know first."""
    name = _NAMES[reading.synthesis][0]
    said = []
    if reading.seen != _WHOLE:
        said.append("The text was not read whole, so an item without data is “not seen”: the report may well meet it.")
    elif not searched(reading):
        said.append(
            f"The text was read whole, but not for every item of {name}, so an item without data is “not seen”."
        )
    if not reading.realist:
        called, rest = "names no design", "it is held against them as if it were"
        if reading.design:
            called, rest = f"calls itself “{reading.design}”", "they do not apply"
        said.append(f"Some items of {name} presuppose realist work; this study {called}, so {rest}.")
    said.append("The standard asks how a study is reported, not how good it is: these answers are no score.")
    return tuple(said)


def _computed(reading: Reading, item: Item, found: tuple[Found, ...], lacking: tuple[Lack, ...]) -> Answer:
    if item.realist and not reading.realist and reading.design:
        return Answer.NOT_APPLICABLE
    counted = any(each.counted for each in found)
    if not lacking and counted:
        return Answer.MET
    if not counted:
        return Answer.NOT_MET if searched(reading) else Answer.NOT_SEEN
    if item.cited and len(lacking) == len(rules_of(item)):
        return Answer.NOT_MET
    return Answer.PARTLY_MET


def _reason(reading: Reading, item: Item, computed: Answer, response: Response | None) -> str:
    if response:
        given = f"{response.agent}{f', {response.date}' if response.date else ''}"
        differs = f" The data alone say “{computed.value}”." if response.answer is not computed else ""
        return f"{response.rationale or 'No reason is given.'} (answered by {given}).{differs}"
    rest = "the report was read for it" if searched(reading) else "what lacks was not seen, and may be in the report"
    return {
        Answer.MET: "The data give what the item asks for.",
        Answer.PARTLY_MET: f"The data give a part; {rest}.",
        Answer.NOT_MET: "The citation shows it."
        if item.cited
        else "The whole report was read for it, and gives nothing.",
        Answer.NOT_SEEN: "Nothing of the authors’ is recorded; that is no finding about the report.",
        Answer.NOT_APPLICABLE: "The item presupposes a realist study.",
    }[computed]


def _left_out(item: Item, found: tuple[Found, ...]) -> str:
    if all(each.counted for each in found):
        return ""
    return f" What only curators found for item {item.number} is shown and not counted."
