"""Configurations by what explains them: stacked bars in all and for each unit, for two theories beside each other."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from demireg.services.comparing.ask import Answer
from demireg.services.publishing.called import Called
from demireg.services.publishing.figures.frame import Figure, Spec, counting, named, sentences, short
from demireg.services.publishing.figures.marks import INK, RAMP

Groups = Mapping[str, Sequence[str]]
#: So many units have a bar of their own, those with most configurations.
_MOST: Final = 30
_STEP, _NAMES, _BARS, _TOLD = 30, 210, 250, 270
_ALL: Final = "all"
#: What explains a configuration, from the first theory to the second, with its colour: dark, middle, light.
_SIDES: Final = {"first": RAMP[5], "both": RAMP[3], "second": RAMP[1]}
_KEY: Final = "Dark: {first} only; middle: both; light: {second} only; numbers are configurations. {neither}"
_NEITHER: Final = "Neither: the coding shows no match, which speaks against neither."
_CUT: Final = "The {} of {} units with most such configurations; the table holds all."


def discrimination(answer: Answer, called: Called) -> Figure:
    """Draw how many configurations fit the first theory only, both, or the second only; what fits neither in words."""
    fits = {side: answer.body["fits"][side if side == "both" else f"{side} only"]["ids"] for side in _SIDES}
    return _drawn(answer, called, fits, {}, answer.body["unknown"])


def rivals(answer: Answer, called: Called) -> Figure:
    """Draw how many configurations each theory explains, or both; what contradicts one, or fits none, in words."""
    body = answer.body
    explained = {side: body["explained"][side]["ids"] for side in _SIDES}
    against = {
        body[name]: body["contradicted"][side]["ids"] for side, name in (("first", "theory"), ("second", "other"))
    }
    return _drawn(answer, called, explained, against, body["explained"]["neither"]["configurations"])


def _drawn(answer: Answer, called: Called, sides: Groups, against: Groups, neither: int) -> Figure:
    """Return the figure; ``against`` has the configurations that contradict a theory by the theory's name."""
    named = {"first": str(answer.body["theory"]), "second": str(answer.body["other"])}
    units = _units(answer, called)
    by, opposed = ({name: _counted(ids, units) for name, ids in groups.items()} for groups in (sides, against))
    sizes: Counter[str] = sum([*by.values(), *opposed.values()], Counter())
    every = [unit for unit, _ in sorted(sizes.items(), key=lambda each: (-each[1], each[0]))]
    rows = {_ALL: "All units", **{unit: short(called.cite(unit), 72) for unit in every[:_MOST] if len(every) > 1}}
    for counts in (*by.values(), *opposed.values()):
        counts[_ALL] = counts.total()
    told = {
        row: _told({side: by[side][row] for side in by}, {name: opposed[name][row] for name in opposed}, named)
        for row in rows
    }
    told[_ALL] += f"; neither: {neither:,}"
    data = _bars(by, list(rows))
    panels = [_panel({row: rows[row] for row in each}, told, data) for each in ([_ALL], [*rows][1:]) if each]
    key = [_KEY.format(**named, neither=_NEITHER)]
    key += [_CUT.format(_MOST, len(every))] if len(every) > _MOST else []
    said = " ".join(f"{rows[row]}: {words}." for row, words in told.items())
    return Figure({"vconcat": panels, "spacing": 12}, said, _NAMES + _BARS + _TOLD + 16, key)


def _panel(rows: Mapping[str, str], told: Mapping[str, str], data: list[dict[str, Any]]) -> Spec:
    """Return some rows with a scale of their own, since the bar of all units would dwarf those of each."""
    held = [each for each in data if each["row"] in rows]
    words = sentences([(row, told[row]) for row in rows], _STEP, _TOLD)
    return {"hconcat": [sentences(rows.items(), _STEP, _NAMES), _view(held, list(rows)), words], "spacing": 8}


def _units(answer: Answer, called: Called) -> Mapping[str, str]:
    """Return the unit of each study; a study that is not among them is its own."""
    if answer.asked.filters.unit == "study":
        return {}
    return {study: unit for unit, studies in called.programmes.items() for study in studies}


def _counted(configurations: Iterable[str], units: Mapping[str, str]) -> Counter[str]:
    studies = Counter(name.partition("/")[0] for name in configurations)
    counts: Counter[str] = Counter()
    for study, count in studies.items():
        counts[units.get(study, study)] += count
    return counts


def _told(counts: Mapping[str, int], against: Mapping[str, int], named: Mapping[str, str]) -> str:
    parts = [", ".join(f"{n:,} {named.get(side, side)}" for side, n in counts.items() if n) or "none explained"]
    return "; ".join([*parts, *(f"contradicting {name}: {n:,}" for name, n in against.items() if n)])


def _bars(by: Mapping[str, Mapping[str, int]], rows: Sequence[str]) -> list[dict[str, Any]]:
    """Return a piece of a bar for each row and side that has any, with where it begins and ends."""
    data: list[dict[str, Any]] = []
    for row in rows:
        begin = 0
        for side, counts in by.items():
            end = begin + counts[row]
            if end > begin:
                data.append({"row": row, "side": side, "begin": begin, "end": end, "count": counts[row]})
            begin = end
    return data


def _view(data: list[dict[str, Any]], rows: list[str]) -> Spec:
    most = max((each["end"] for each in data), default=1)
    x = {
        "field": "begin",
        "type": "quantitative",
        "axis": counting("configurations", most),
        "scale": {"domain": [0, most], "nice": False},
    }
    y = named("row", rows)
    colour = {"domain": list(_SIDES), "range": list(_SIDES.values())}
    return {
        "data": {"values": data},
        "width": _BARS,
        "height": {"step": _STEP},
        "encoding": {"y": y},
        "layer": [
            {
                "mark": {"type": "bar", "height": 14, "stroke": INK, "strokeWidth": 0.5},
                "encoding": {
                    "x": x,
                    "x2": {"field": "end"},
                    "color": {"field": "side", "type": "nominal", "legend": None, "scale": colour},
                },
            },
            {
                "transform": [
                    {"filter": f"datum.count > {most * 0.06}"},
                    {"calculate": "(datum.begin + datum.end) / 2", "as": "middle"},
                ],
                "mark": {"type": "text", "fontSize": 9.5},
                "encoding": {
                    "x": {**x, "field": "middle"},
                    "text": {"field": "count", "type": "quantitative", "format": ",d"},
                    "color": {"condition": {"test": "datum.side === 'second'", "value": INK}, "value": "white"},
                },
            },
        ],
    }
