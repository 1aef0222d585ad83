"""The page of the reference that lists the measures of comparison, from the measures themselves."""

from collections.abc import Iterator

from demireg.services.comparing.asking import Measure
from demireg.services.comparing.filters import FILTERS
from demireg.services.comparing.measures import MEASURES
from demireg.services.queries import Param

ABOUT = """\
Each is asked by `demireg compare NAME --VALUE …`, by `/api/compare/NAME?value=…`, on the page `/compare/NAME`, and by
`demireg.connect(…).compare("NAME", value=…)`, with the same names and the same answer. Every answer says the versions
of everything that it was made from. Figures are counted by independent programme unless `unit=study` is asked for; what
is undefined is empty, never 0; unknown is never counted as no. [How the figures are defined](measures.md).
"""


def measures() -> Iterator[str]:
    """Describe each measure with what it takes, and the filters that all share."""
    yield "# Comparison\n"
    yield "Written by `make docs` from the code; do not edit.\n"
    yield ABOUT
    yield "## Filters\n"
    yield "Most measures take all of these. Several values are separated by commas.\n"
    yield "| Filter | What it does |\n|---|---|"
    yield "\n".join(f"| `{each.name}` | {each.text} |" for each in FILTERS) + "\n"
    for measure in MEASURES.values():
        yield from _measure(measure)


def _measure(measure: Measure) -> Iterator[str]:
    yield f"## {measure.name}\n"
    yield f"**{measure.title}** {measure.summary}\n"
    if measure.params:
        yield "| Takes | Meaning | Unless given |\n|---|---|---|"
        yield "\n".join(map(_param, measure.params)) + "\n"
    if measure.empty:
        yield f"No row: {measure.empty}\n"
    values = " ".join(f"--{name} {_quoted(value)}" for name, value in measure.example.items())
    yield f"```sh\ndemireg compare {measure.name} {values}".rstrip() + "\n```\n"


def _quoted(value: str) -> str:
    return f"'{value}'" if " " in value else value


def _param(param: Param) -> str:
    choices = f" ({', '.join(param.choices)})" if param.choices else ""
    default = f"`{param.default}`" if param.default else ""
    return f"| `{param.name}` | {param.text}{choices} | {default} |"
