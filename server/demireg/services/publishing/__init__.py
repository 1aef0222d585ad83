"""Answers of comparison on their way into papers: tables, documents, figures, data cubes and scripts.

``FORMATS`` names what there is, and ``publish`` gives the bytes. Everything heavy is imported when it is written.
"""

from collections.abc import Callable
from difflib import get_close_matches
from importlib import import_module
from typing import Final

from demireg.domain.errors import BadParameter
from demireg.services.comparing.ask import Answer
from demireg.services.publishing.figures import FIGURES
from demireg.services.publishing.form import Form

__all__ = ["FORMATS", "Form", "form_of", "publish"]

_SCRIPTED: Final = frozenset({"truth-table"})
_OFFICE: Final = "application/vnd.openxmlformats-officedocument."


def _late(module: str, function: str) -> Callable[[Answer], bytes]:
    """Return a writer whose module is imported when something is written."""

    def write(answer: Answer) -> bytes:
        made: bytes = getattr(import_module(f"demireg.services.publishing.{module}"), function)(answer)
        return made

    return write


#: Formats of answers: name on the command line and in addresses → what it is.
FORMATS: Final[dict[str, Form]] = {
    "csv": Form("Table (CSV)", ".csv", "text/csv", _late("plain", "comma")),
    "xlsx": Form("Workbook (Excel)", ".xlsx", f"{_OFFICE}spreadsheetml.sheet", _late("workbook", "workbook")),
    "markdown": Form("Table (Markdown)", ".md", "text/markdown", _late("plain", "markdown")),
    "latex": Form("Table (LaTeX)", ".tex", "application/x-tex", _late("latex", "latex")),
    "docx": Form(
        "Document (Word)", ".docx", f"{_OFFICE}wordprocessingml.document", _late("document", "document"), heavy=True
    ),
    "json": Form("Everything (JSON)", ".json", "application/json", _late("plain", "json_body")),
    "ttl": Form("Data cube (Turtle)", ".ttl", "text/turtle", _late("cube", "turtle"), heavy=True),
    "svg": Form("Figure (SVG)", ".svg", "image/svg+xml", _late("figures", "as_svg"), frozenset(FIGURES), heavy=True),
    "png": Form("Figure (PNG)", ".png", "image/png", _late("figures", "as_png"), frozenset(FIGURES), heavy=True),
    "csvw": Form(
        "About the CSV table (CSV on the Web)", ".csv-metadata.json", "application/csvm+json", _late("csvw", "metadata")
    ),
    "r": Form("Data and script (R)", ".r.zip", "application/zip", _late("scripts", "archive"), _SCRIPTED),
}


def form_of(name: str, measure: str = "") -> Form:
    """Return a format by its name or ending, one that suits a measure where one is named.

    Raises BadParameter, with what there is, for a format that does not exist or does not suit.
    """
    wanted = name.strip().lower()
    found = next((each for key, each in FORMATS.items() if wanted in (key, each.ending, each.ending[1:])), None)
    there = ", ".join(key for key, each in FORMATS.items() if not measure or each.suits(measure))
    if found is None:
        near = get_close_matches(wanted, FORMATS, n=1)
        hint = f"Did you mean {near[0]}? There is {there}." if near else f"There is {there}."
        raise BadParameter(f"An answer is not written as '{name[:40]}'. {hint}")
    if measure and not found.suits(measure):
        suited = ", ".join(sorted(found.of or ()))
        raise BadParameter(
            f"The measure {measure} has no {found.name.lower()}; that is there for {suited}. Take it as {there}."
        )
    return found


def publish(answer: Answer, name: str) -> bytes:
    """Return an answer in a format, by the format's name or ending.

    Raises BadParameter, with what there is, for a format that does not exist, that does not suit the measure, or that
    is too small for the answer.
    """
    return form_of(name, answer.measure.name).write(answer)
