"""Make sheets that use the keys of a sheet in all ways, from its classes; references lead to what is there."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from random import Random
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from demireg.services.importing import sheet_block, sheet_claims
from demireg.services.importing.codes import Codes
from demireg.services.importing.sheet import Sheet
from demireg.services.importing.sheet_values import EXTENTS

Plain = Any
_FOUND, _SUPPOSED = ("w1", "w2"), ("h1",)
_LABELS = (*_FOUND, *_SUPPOSED)
_IDENTIFIERS = ("curator-a", "b.2", "a-study-1999", "7")
#: Keys that take a code or the name of a concept.
_CONCEPTS = ("concept", "via", "stage", "actor", "speaker", "Evidence.kind", "Setting.contexts")
#: Keys that take the label of a configuration.
_LABELLED = (
    *("by_reference", "Recommendation.configuration", "TheoryEvidence.configuration", "Quality.configuration"),
    *("Stance.configurations", "contradictory_or_negative_points"),
)
#: Lists whose entries have a name of their own.
_NAMED = {"discrepancies": "d", "documents": "e", "segments": "s"}


@dataclass
class Maker:
    """Makes one sheet; ``texts`` are what stands wherever a sheet takes any text."""

    random: Random
    texts: list[str]
    codes: Codes

    def sheet(self) -> dict[str, Plain]:
        """Return the tree of a sheet that the reader takes."""
        tree = self.block(Sheet)
        for key, letter in _NAMED.items():
            for number, each in enumerate(tree.get(key, ()), 1):
                each["id"] = f"{letter}{number}"
        self._refer(tree)
        return tree

    def block(self, model: type[BaseModel]) -> dict[str, Plain]:
        hints = get_type_hints(model, include_extras=True)
        made = {}
        for name, info in model.model_fields.items():
            key = info.alias or name
            if info.is_required() or self.random.random() < 0.6:
                made[key] = self.value(hints[name], info, model, key)
        return made

    def value(self, hint: Any, info: FieldInfo, model: type[BaseModel], key: str) -> Plain:  # noqa: ANN401
        special = self._special(model, key)
        many = get_origin(hint) is tuple
        if many and special:
            return sorted({special() for _ in range(self._how_many(info, key))})
        if special:
            return special()
        if many:
            return [self.of(get_args(hint)[0]) for _ in range(self._how_many(info, key))]
        return self.of(hint)

    def of(self, hint: Any) -> Plain:  # noqa: ANN401
        simple: dict[Any, Callable[[], Plain]] = {
            sheet_block.Text: self.text,
            sheet_block.Address: lambda: f"https://example.org/made {self.text()}",
            sheet_block.Slug: lambda: self.random.choice(_IDENTIFIERS),
            sheet_block.Label: lambda: self.random.choice(("n1", "N_2", "m1")),
            sheet_block.Count: lambda: self.random.choice((0, 1, 35, 10_000_000)),
            sheet_claims.Proposition: self.proposition,
            bool: lambda: self.random.random() < 0.5,
            int: lambda: self.random.randint(1900, 2100),
            date: self._day,
        }
        if hint in simple:
            return simple[hint]()
        if isinstance(hint, type) and issubclass(hint, BaseModel):
            return self.block(hint)
        return self._composed(get_origin(hint), get_args(hint))

    def _composed(self, origin: Any, inner: tuple[Any, ...]) -> Plain:  # noqa: ANN401
        if origin is Literal:
            return self.random.choice(inner)
        if origin in (Union, UnionType):
            arms = [each for each in inner if each is not NoneType]
            return self.of(self.random.choice(arms))
        if origin is Annotated:
            return self.of(inner[0])
        assert origin is dict, origin
        return {self._name(inner[0]): self.of(inner[1]) for _ in range(self.random.randint(1, 2))}

    def text(self) -> str:
        return self.random.choice(self.texts)

    def proposition(self) -> str:
        return self.random.choice(("salutogenesis/P1", "salutogenesis/P2", "collaborative-care/P1"))

    def _day(self) -> str:
        return (date(1999, 12, 30) + timedelta(days=self.random.randrange(9000))).isoformat()

    def _name(self, hint: Any) -> str:  # noqa: ANN401
        return self.text() if hint is str else str(self.of(hint))

    def _how_many(self, info: FieldInfo, key: str) -> int:
        if key == "cmo_configurations":
            return len(_FOUND)
        if key == "hypothesised_configurations":
            return len(_SUPPOSED)
        least = next((each.min_length for each in info.metadata if hasattr(each, "min_length")), 0)
        return self.random.randint(least, least + 2)

    def _special(self, model: type[BaseModel], key: str) -> Callable[[], Plain] | None:
        chosen: dict[str, tuple[Plain, ...]] = {
            "Sheet.schema": ("cmo-extraction-sheet/1",),
            "Sheet.id": ("made-2020", "made.2", "salutogenesis"),
            "TextSeen.extent": tuple(EXTENTS),
            "doi": ("10.1234/made", "10.9999/a(b)c"),
            "role_as_printed": ("M", "C/M", "O then M", "Context"),
            "Link.to": (*_LABELS, "another-1999:x1"),
            "TheoryUse.theory": ("salutogenesis", "collaborative-care"),
            "ChecklistResponse.item": tuple(sorted(self.codes.items)[:4]),
            "Reporting.read_for": ("rameses-1", "rameses-2"),
            **dict.fromkeys(_LABELLED, _LABELS),
        }
        for name in (*(f"{each.__name__}.{key}" for each in model.__mro__), key):
            if name in chosen:
                return partial(self.random.choice, chosen[name])
            if name in _CONCEPTS:
                return partial(self.random.choice, _codes(self.codes))
        return None

    def _refer(self, tree: dict[str, Plain]) -> None:
        """Have what refers to a thing of the sheet refer to one that is there, or to none."""
        for labels, key in ((_FOUND, "cmo_configurations"), (_SUPPOSED, "hypothesised_configurations")):
            for label, each in zip(labels, tree.get(key, ()), strict=False):
                each["label"] = label
                self._join(each)
        found = {key: [each["id"] for each in tree.get(key, ())] for key in _NAMED}
        self._point(tree.get("participants", ()), "discrepancy", found["discrepancies"])
        self._point(tree.get("quality", ()), "document", found["documents"])
        for each in tree.get("segments", ()):
            coders = [agent for agent in each["roles"] if "concepts" in each and self.random.random() < 0.7]
            each["concepts"] = {agent: self.random.choice(_codes(self.codes)) for agent in coders}
        uses = tree.get("theories", [])
        for use in uses:
            held = "theory" in use
            for element in use.get("elements", ()):
                self._point([element], "proposition", ["P1"] if held else [])
        self._point(tree.get("theory_evidence", ()), "theory", [use["name"] for use in uses])
        if not uses:
            tree.pop("theory_evidence", None)
        checklist = tree.get("reporting", {}).get("checklist", [])
        checklist[:] = {each["item"]: each for each in checklist}.values()

    def _join(self, configuration: dict[str, Plain]) -> None:
        lists = (("c", "contexts"), ("i", "interventions"), ("m", "mechanisms"), ("o", "outcomes"))
        numbers = [f"{letter}{n + 1}" for letter, key in lists for n in range(len(configuration.get(key, ())))]
        links = configuration.get("causal_links", [])
        self._point(links, "from", numbers)
        self._point(links, "to", numbers)
        if not numbers:
            configuration.pop("causal_links", None)

    def _point(self, blocks: Any, key: str, known: list[str]) -> None:  # noqa: ANN401
        for each in blocks:
            if key in each and known:
                each[key] = self.random.choice(known)
            else:
                each.pop(key, None)


def _codes(codes: Codes) -> list[str]:
    """Return a few codes of each role, and names of concepts."""
    ordered = sorted(codes.concepts)
    return [
        *ordered[:3],
        *(code for letter in "cimo" for code in [c for c in ordered if c.startswith(f"{letter}.")][:3]),
    ]
