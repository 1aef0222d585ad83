"""Answers for tests of publishing: the worked example's, and one whose texts are as bad as texts can be."""

from dataclasses import replace

from demireg.services.comparing.ask import Answer, ask
from demireg.services.comparing.asking import Measured
from demireg.services.comparing.measures import MEASURES
from demireg.services.repository import Repository

#: What is asked of the worked example, by measure; of others, their own example or nothing.
ASKED: dict[str, dict[str, str]] = {
    "matrix": {"theory": "toy"},
    "support": {"theory": "toy"},
    "contrast": {"mechanism": "toy-TRUST", "outcome": "toy-ENG-plus"},
    "truth-table": {"conditions": "toy-TRUST,toy-LOCAL,toy-TIMEOPEN", "outcome": "toy-ENG-plus"},
    "demi-regularities": {"least": "1"},
    "gaps": {"reported": "1"},
    "saturation": {},
    "overlap": {"theory": "salutogenesis"},
    "patterns": {},
    "diff": {"theory": "toy", "other": "salutogenesis"},
    "discrimination": {"theory": "toy", "other": "salutogenesis"},
    "rivals": {"theory": "toy", "other": "salutogenesis"},
    "lineage": {"theory": "salutogenesis"},
    "contradictions": {},
    "voices": {},
    "transfer": {"contexts": "toy-LOCAL"},
    "ripples": {"longest": "3"},
    "diversity": {"theory": "toy"},
    "minimal-pairs": {},
}
#: Measures of which the worked example has nothing to draw; what ships has.
SHIPPED = ("ripples", "minimal-pairs")
#: Letters that LaTeX, Markdown, spreadsheets, XML, R and BibTeX read as something else.
HOSTILE = (
    "=HYPERLINK(1)",
    "+1",
    "-1+cmd",
    "@SUM(A1)",
    "\t=1",
    "a & b % c $ d # e _ f { g } h ~ i ^ j \\ k",
    "</svg><script>x</script>",
    "| cell | `code` [link](x)",
    "quote \" and ' and ]]>",
    "bell\x07 null\x00 line\nbreak",
    "العربية 中文 é",
)


def answered(repository: Repository, name: str) -> Answer:
    """Return what a measure answers on the worked example."""
    return ask(repository, name, ASKED[name])


def hostile(repository: Repository) -> Answer:
    """Return an answer full of texts that some format could trip over."""
    plain = answered(repository, "support")
    rows = tuple((f"{number}", text, number, None, 0.5, True) for number, text in enumerate(HOSTILE, 1))
    columns = ("name", "=heading & {x}", "count", "nothing", "share", "flag")
    notes = tuple(HOSTILE)
    body = {"rows": [{"id": row[0], "text": row[1]} for row in rows]}
    measure = replace(MEASURES["support"], title=" ".join(HOSTILE[5:8]), summary=HOSTILE[8])
    return replace(plain, measure=measure, found=Measured(columns, rows, body, notes))
