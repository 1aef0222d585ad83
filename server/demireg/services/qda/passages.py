"""The words of a passage, and whether its place fits them: programs count characters in different ways."""

from typing import Final

from demireg.services.qda.project import Project, flat
from demireg.services.qda.segments import Segment

_LEAST: Final = 12
_COMPARED: Final = 40


def words_of(segment: Segment, project: Project) -> str:
    """Return the words of a passage of a text, empty where they are not at hand."""
    source = project.sources.get(segment.source_guid)
    if source is None or source.text is None or not segment.span.known:
        return ""
    if segment.element.kind != "PlainTextSelection":
        return ""
    return source.text[segment.span.begin : segment.span.end]


def doubt(segment: Segment, project: Project) -> str:
    """Return why the place of a passage may not be right, empty when nothing speaks against it."""
    if not segment.span.known:
        return "the project does not say where the passage is, or its end is before its beginning"
    source = project.sources.get(segment.source_guid)
    if source is None or source.text is None or segment.element.kind != "PlainTextSelection":
        return ""
    if segment.span.end > len(source.text):
        return f"the passage ends beyond the text, which has {len(source.text):,} characters; look its place up"
    said = flat(segment.element.name)[:_COMPARED]
    if len(said) < _LEAST or said in flat(words_of(segment, project)) or said not in source.flat:
        return ""
    return "the passage is named by words that stand elsewhere in the text; look its place up"


def holds(segment: Segment, project: Project, words: str) -> bool | None:
    """Tell whether the source holds some words; None where its text is not at hand."""
    source = project.sources.get(segment.source_guid)
    return None if source is None or source.text is None else flat(words) in source.flat
