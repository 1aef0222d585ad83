"""What the blocks on conduct, appraisal and double coding refer to: configurations, documents, items, propositions."""

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING

from demireg.services.importing.characters import shortened
from demireg.services.importing.nearest import offered
from demireg.services.importing.places import Path
from demireg.services.importing.sheet import Sheet

if TYPE_CHECKING:
    from demireg.services.importing.references import Fault, References


def conduct_faults(sheet: Sheet, known: "References") -> Iterator["Fault"]:
    """Yield a fault for each reference of these blocks that leads nowhere, and for names that stand twice."""
    named: Mapping[str, Iterable[str]] = {
        "documents": (each.id for each in sheet.documents),
        "segments": (each.id for each in sheet.segments),
    }
    for key, names in named.items():
        yield from _twice(names, (key,), "id", f"name of these {key}")
    items = [each.item for each in sheet.reporting.checklist]
    yield from _twice(items, ("reporting", "checklist"), "item", "answered item")
    for index, item in enumerate(items):
        if item not in known.codes.items:
            message = f"There is no checklist item '{shortened(item)}'."
            mend = partial(offered, item, known.codes.items, "Items")
            yield "item-is-known", message, mend, ("reporting", "checklist", index, "item")
    standards = {item.rpartition("-")[0] for item in known.codes.items}
    for index, name in enumerate(sheet.reporting.read_for):
        if name not in standards:
            message = f"There is no reporting standard '{name}'."
            yield "standard-is-known", message, offered(name, standards, "Standards"), ("reporting", "read_for", index)
    for index, each in enumerate(sheet.reporting.focus):
        yield from known.proposition(each, ("reporting", "focus", index))
    yield from _quality(sheet, known)
    yield from _synthesis(sheet)
    yield from _segments(sheet, known)


def _segments(sheet: Sheet, known: "References") -> Iterator["Fault"]:
    for index, each in enumerate(sheet.segments):
        path = ("segments", index)
        for coder, code in each.concepts.items():
            yield from known.concept(code, (*path, "concepts", coder))
            if coder not in each.roles:
                message = f"'{shortened(coder)}' gave this passage a concept and no role."
                mend = "Add the role under 'roles', or remove the concept."
                yield "segment-concept-has-role", message, mend, (*path, "concepts", coder)
        if each.settled:
            yield from known.concept(each.settled.concept, (*path, "settled", "concept"))


def _quality(sheet: Sheet, known: "References") -> Iterator["Fault"]:
    documents = {each.id for each in sheet.documents}
    for index, each in enumerate(sheet.quality):
        path = ("quality", index)
        yield from known.label(filter(None, [each.configuration]), (*path, "configuration"))
        if each.document and each.document not in documents:
            message = f"There is no document '{each.document}' in this sheet."
            yield "document-is-there", message, offered(each.document, documents, "Documents here"), (*path, "document")
        if each.document and each.configuration:
            message = "The judgement is about a passage and about a document."
            yield "judgement-is-about-one", message, "Keep one of them, or write two judgements.", path


def _synthesis(sheet: Sheet) -> Iterator["Fault"]:
    for key in ("documents", "searches", "document_flow"):
        if getattr(sheet, key) and not sheet.design.synthesis:
            message = f"The sheet lists {key.replace('_', ' ')}, and does not say that the study is a synthesis."
            yield "synthesis-is-said", message, "Add 'synthesis: true' to 'design'.", (key,)


def _twice(names: Iterable[str], path: Path, key: str, what: str) -> Iterator["Fault"]:
    seen: set[str] = set()
    for index, name in enumerate(names):
        if name in seen:
            message = f"The {what} '{shortened(name)}' stands twice."
            yield "name-is-unique", message, "Keep one, or give each its own.", (*path, index, key)
        seen.add(name)
