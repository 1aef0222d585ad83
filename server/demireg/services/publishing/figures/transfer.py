"""Transfer as a figure: configurations by contexts, with a glyph for each that holds, fails or is unknown at a site."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, Final

from demireg.services.comparing import numbered
from demireg.services.comparing.ask import Answer
from demireg.services.publishing.called import Called
from demireg.services.publishing.figures.frame import Figure, Spec, apart, axis, named, sentences, short
from demireg.services.publishing.figures.marks import AGAINST, FAINT, FOR, NONE

_ROWS, _COLUMNS = 50, 24
_STEP, _CELL, _NAMES, _TOLD = 30, 24, 210, 260
#: How a context stands → its shape, whether that is filled, its colour and its size.
_GLYPHS: Final = {
    "hold": ("circle", True, FOR, 110),
    "fail": ("M-0.6,-0.6L0.6,0.6M0.6,-0.6L-0.6,0.6", False, AGAINST, 110),
    "unknown": ("circle", False, NONE, 60),
}
_KEY: Final = (
    "Filled circle: the context holds at the site; cross: it fails there; small ring: unknown. To the right: what is "
    "then to be expected, a question to the site and no promise."
)
_OPEN: Final = "In what is coded: the source leaves a part of a configuration open, so the list is incomplete."
_CUT: Final = "The first {} of {} sentences; the table holds all."
_NARROW: Final = "The {} of {} contexts that most sentences have; how the others stand is in the table."


def transfer(answer: Answer, called: Called) -> Figure:
    """Draw a line for each sentence that is to be expected or not, in its order, with how its contexts stand."""
    labels = dict(numbered.concepts(answer.asked).values())
    found = answer.body["sentences"]
    shown = found[:_ROWS]
    counted = Counter(name for each in shown for stands in _GLYPHS for name in each[stands])
    given = [*answer.body["contexts"], *answer.body["absent"]]
    every = sorted(counted, key=lambda name: (name not in given, -counted[name], name))
    names = every[:_COLUMNS]
    columns = dict(zip(names, apart(_context(name, labels) for name in names), strict=True))
    lines = _lines(shown)
    rows = {str(place): _behind(same[0], called) for place, same in enumerate(lines)}
    told = {str(place): _expected(same, labels) for place, same in enumerate(lines)}
    data = [
        {"row": row, "column": columns[name], "stands": stands}
        for row, (each, *_) in zip(rows, lines, strict=True)
        for stands in _GLYPHS
        for name in each[stands]
        if name in columns
    ]
    main = {
        "hconcat": [
            sentences(rows.items(), _STEP, _NAMES),
            _view(data, list(rows), list(columns.values())),
            sentences(told.items(), _STEP, _TOLD),
        ],
        "spacing": 8,
    }
    key = [_KEY]
    key += [_OPEN] if any(each.get("incomplete") for each in shown) else []
    key += [_CUT.format(_ROWS, len(found))] if len(found) > _ROWS else []
    key += [_NARROW.format(_COLUMNS, len(every))] if len(every) > _COLUMNS else []
    said = " ".join(f"{each['state']}: {each['sentence']}" for each in shown)
    return Figure(main, said, _NAMES + len(columns) * _CELL + _TOLD + 16, key)


def _lines(shown: Sequence[Mapping[str, Any]]) -> list[list[Mapping[str, Any]]]:
    """Return sentences of the same configurations and contexts together, in the order of the first of each."""
    found: dict[tuple[Any, ...], list[Mapping[str, Any]]] = {}
    for each in shown:
        key = (each["configurations"], *(tuple(each[name]) for name in ("behind", *_GLYPHS)))
        found.setdefault(key, []).append(each)
    return list(found.values())


def _context(name: str, labels: Mapping[str, str]) -> str:
    """Return a context as it stands above its column; ``no`` before one that was stated to be absent."""
    absent, concept = name.startswith("no "), name.removeprefix("no ")
    label = short(str(labels.get(concept) or concept), 34)
    return f"no {label}" if absent else label


def _behind(each: Mapping[str, Any], called: Called) -> str:
    first = called.cite(each["behind"][0])
    more = each["configurations"] - 1
    return f"{short(first, 30)} and {more} more" if more else short(first, 38)


def _expected(same: Sequence[Mapping[str, Any]], labels: Mapping[str, str]) -> str:
    outcomes = [f"{'' if each['reached'] else 'not '}{labels.get(each['outcome']) or each['outcome']}" for each in same]
    coded = " in what is coded" if same[0].get("incomplete") else ""
    return f"{same[0]['state']}{coded}: {', '.join(dict.fromkeys(outcomes))}"


def _view(data: list[dict[str, Any]], rows: Sequence[str], columns: Sequence[str]) -> Spec:
    across = axis(orient="top", labelAngle=-55, labelAlign="left", labelBaseline="middle", labelLimit=220)
    across |= {"grid": True, "gridColor": FAINT}
    x = named("column", columns, across)
    y = named("row", rows)
    return {
        "data": {"values": data},
        "width": {"step": _CELL},
        "height": {"step": _STEP},
        "encoding": {"x": x, "y": y},
        "layer": [
            {
                "transform": [{"filter": f"datum.stands === '{stands}'"}],
                "mark": {
                    "type": "point",
                    "shape": shape,
                    "filled": filled,
                    "color": colour,
                    "size": size,
                    "opacity": 1,
                    "strokeWidth": 1.6,
                },
            }
            for stands, (shape, filled, colour, size) in _GLYPHS.items()
        ],
    }
