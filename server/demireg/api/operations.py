"""How each measure stands in the description of the interface: its values, filters, formats and an example."""

from typing import Any, Final

from demireg import __version__
from demireg.api.answers import TABLE
from demireg.domain.names import PROFILES
from demireg.services.comparing import naming
from demireg.services.comparing.asking import Measure
from demireg.services.comparing.filters import FILTERS, UNITS, Filter
from demireg.services.publishing import FORMATS
from demireg.services.queries import Param

#: What can be chosen among, by the name of a filter.
_CHOICES: Final = {"profile": tuple(PROFILES), "unit": UNITS}
_YEARS: Final = frozenset(("since", "until"))
_VERSIONS: Final[dict[str, Any]] = {
    "type": "object",
    "description": "What the answer was made from; two equal ones give the same answer.",
    "required": ["software", "generation", "background", "digest", "studies"],
    "properties": {
        "software": {"type": "string", "description": "demireg's version"},
        "generation": {"type": "integer", "description": "how often the repository has changed"},
        "background": {"type": "string", "description": "fingerprint of ontology, vocabularies, theories and rules"},
        "digest": {"type": "string", "description": "fingerprint of the versions of all studies"},
        "studies": {"type": "object", "additionalProperties": {"type": "string"}},
    },
}


def description(measure: Measure) -> str:
    """Return what a measure does, in words."""
    source = f" Defined in: {measure.source}." if measure.source else ""
    return f"{measure.summary}{source} {measure.empty and 'Where nothing is found: ' + measure.empty}".strip()


def operation(measure: Measure) -> dict[str, Any]:
    """Return what the description of the interface says of a measure's route beside its title and summary."""
    filters = [_filter(each) for each in FILTERS if each.name in measure.filters]
    own = [_own(each, measure.example.get(each.name, "")) for each in measure.params]
    return {
        "parameters": [*own, *filters, *_ways(measure)],
        "responses": {"200": {"description": "The answer, with the evidence behind it.", "content": _content(measure)}},
    }


def _own(param: Param, example: str) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": "string"}
    if param.choices:
        schema["enum"] = list(param.choices)
    if param.default:
        schema["default"] = param.default
    if param.kind.endswith("number"):
        schema |= _number(param)
    needed = not param.default and not param.kind.startswith("optional")
    kind = param.kind.removeprefix("optional")
    text = f"{param.text[:1].upper()}{param.text[1:]}" + ("" if kind in {"choice", "text", "number"} else f" ({kind})")
    said = _parameter(param.name, f"{text}.", schema, required=needed)
    return said | ({"example": example} if example else {})


def _number(param: Param) -> dict[str, Any]:
    within = naming.bounds(param)
    if within is not None:
        counted = {"default": int(param.default)} if param.default else {}
        return {"type": "integer", "minimum": within[0], "maximum": within[1], **counted}
    shared = {"default": float(param.default)} if param.default else {}
    return {"type": "number", "minimum": 0, "maximum": naming.MOST, **shared}


def _filter(each: Filter) -> dict[str, Any]:
    year = {"type": "integer", "minimum": 1900, "maximum": 2100}
    schema: dict[str, Any] = year if each.name in _YEARS else {"type": "string"}
    if each.name in _CHOICES:
        schema |= {"enum": list(_CHOICES[each.name]), "default": _CHOICES[each.name][0]}
    more = " Several are parted by commas." if each.column else ""
    return _parameter(each.name, f"Filter. {each.text}{more}", schema)


def _ways(measure: Measure) -> list[dict[str, Any]]:
    suited = [TABLE, *(name for name, form in FORMATS.items() if form.suits(measure.name))]
    ways = [
        _parameter(
            "format",
            "In which format, as an ending may say too; table is JSON with the flat table.",
            {"enum": suited},
        )
    ]
    by = "From the comparison table, or by the reference in SPARQL where there is one."
    ways.append(_parameter("by", by, {"enum": ["table", "sparql"], "default": "table"}))
    if "without" in measure.filters:
        each = "What changes when each unit is left out, in place of the answer itself."
        ways.append(_parameter("leave_out", each, {"enum": ["each"]}))
    return ways


def _parameter(name: str, text: str, schema: dict[str, Any], *, required: bool = False) -> dict[str, Any]:
    return {
        "name": name,
        "in": "query",
        "required": required,
        "description": text,
        "schema": {"type": "string", **schema},
    }


def _content(measure: Measure) -> dict[str, Any]:
    versions = {"software": __version__, "generation": 70, "background": "…", "digest": "…", "studies": {}}
    asked = {"measure": measure.name, "asked": dict(measure.example), "filters": {}}
    schema = {
        "type": "object",
        "required": ["measure", "asked", "filters", "notes", "versions"],
        "properties": {
            "measure": {"const": measure.name},
            "asked": {"type": "object", "description": "the values that were asked for, checked"},
            "filters": {"type": "object", "description": "the filters that were set"},
            "notes": {"type": "array", "items": {"type": "string"}},
            "versions": _VERSIONS,
        },
        "additionalProperties": True,
    }
    content: dict[str, Any] = {
        "application/json": {"schema": schema, "example": {**asked, "notes": [], "versions": versions}}
    }
    for form in FORMATS.values():
        if form.suits(measure.name) and form.media_type not in content:
            content[form.media_type] = {"schema": {"type": "string"}}
    return content
