"""Put a settled sheet together: configurations from both versions, and the segments that keep the trail."""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from demireg.services.agreeing.align import SECOND, Alignment, Passage, Piece, Whole
from demireg.services.agreeing.decisions import Decision
from demireg.services.agreeing.items import UNCODED
from demireg.services.agreeing.likeness import Match, Matched
from demireg.services.agreeing.rebuilding import Slot, as_role, rebuilt
from demireg.services.agreeing.stances import chosen
from demireg.services.agreeing.trail import Block, Coded, reasons, segment, settled
from demireg.services.agreeing.version import Version
from demireg.services.importing.places import Path

#: Decisions by unit and what they are about.
Decided = Mapping[tuple[str, str], Decision]


@dataclass(slots=True)
class Making:
    """One settling. Filled while the tree is made: lost: causal links that lost an end; renamed: second's labels."""

    first: Version
    second: Version
    found: Alignment
    decided: Decided
    agent: str
    on: str
    lost: list[str] = field(default_factory=list)
    coded: list[Coded] = field(default_factory=list)
    renamed: dict[str, str] = field(default_factory=dict)

    def tree(self) -> Block:
        """Return the tree of the settled sheet."""
        made: Block = deepcopy(dict(self.first.tree))
        both = {each.a.path: (each, parts) for each, parts in self.found.parts}
        taken = {each.label for each in (*self.found.wholes.only_a, *(pair.a for pair in self.found.wholes.matches))}
        for key in ("cmo_configurations", "hypothesised_configurations"):
            blocks = [
                block
                for index, each in enumerate(made.get(key) or [])
                for block in self._first((key, index), each, both)
            ]
            blocks += self._second(key, taken)
            if blocks or key in made:
                made[key] = blocks
        self._stances(made)
        made["segments"] = self._segments()
        if not made["segments"]:
            del made["segments"]
        made["coded_by"] = {"agent": self.agent, "date": self.on}
        said = (
            f"Settled on {self.on} by {self.agent} from the versions of {self.first.coder} and {self.second.coder}; "
            "'segments' keep what each had coded."
        )
        told = [
            f"Stance on {each.proposition} ({self.first.coder}: {each.a or 'none'}; {self.second.coder}: "
            f"{each.b or 'none'}): {reasons(self._about(each.proposition))}"
            for each in self.found.stands
        ]
        made["note"] = " ".join(filter(None, (made.get("note"), said, *told)))
        return made

    def _stances(self, made: Block) -> None:
        """Put the stances that stand into the settled sheet."""
        taken = {each.proposition: self.decided[each.proposition, "stance"].decision for each in self.found.stands}
        there = {str(each["label"]) for each in made.get("cmo_configurations") or []}
        named = {each.b.label: each.a.label for each in self.found.wholes.matches} | self.renamed
        blocks = list(chosen(self.first, self.second, taken, named, there))
        made.pop("stances", None)
        if blocks:
            made["stances"] = blocks

    def _first(
        self, path: Path, block: Block, both: Mapping[Path, tuple[Match[Whole], Matched[Piece]]]
    ) -> Iterator[Block]:
        """Yield what becomes of a configuration of the first version."""
        if path in both:
            yield self._merged(block, *both[path])
            return
        said = self.decided.get((str(block["label"]), "configuration"))
        whole = next(each for each in self.found.wholes.only_a if each.path == path)
        stays = said is None or said.decision == "keep"
        for piece in whole.pieces:
            self._record_alone(piece, piece.address, self.first, said, stays=stays)
        if stays:
            yield block

    def _second(self, key: str, taken: set[str]) -> Iterator[Block]:
        """Yield the configurations that only the second version has, where they are to stand."""
        there = {each.b.label: each.a.label for each in self.found.wholes.matches}
        for whole in self.found.wholes.only_b:
            if whole.path[0] != key:
                continue
            said = self.decided.get((f"{SECOND}{whole.label}", "configuration"))
            stays = said is None or said.decision == "keep"
            for piece in whole.pieces:
                self._record_alone(piece, f"{SECOND}{piece.address}", self.second, said, stays=stays)
            if stays:
                block = deepcopy(dict(at(self.second.tree, whole.path)))
                while block["label"] in taken:
                    block["label"] = f"{block['label']}-b"
                for link in block.get("links") or []:
                    link["to"] = there.get(str(link.get("to")), link.get("to"))
                taken.add(str(block["label"]))
                self.renamed[whole.label] = str(block["label"])
                yield block

    def _merged(self, block: Block, both: Match[Whole], parts: Matched[Piece]) -> Block:
        other = {each.a: each.b for each in parts.matches}
        slots = []
        for piece in both.a.pieces:
            number = piece.address.rpartition("/")[2]
            part = deepcopy(dict(at(self.first.tree, piece.path)))
            if piece in other:
                slots.append(Slot(number, *self._coding(piece, other[piece], part)))
            else:
                said = self.decided.get((piece.address, "part"))
                slots += self._alone(piece, piece.address, number, self.first, said)
        for piece in parts.only_b:
            address = f"{SECOND}{piece.address}"
            slots += self._alone(piece, address, "", self.second, self.decided.get((address, "part")))
        made, lost = rebuilt(block, slots)
        self.lost += [f"{both.a.label}: {each}" for each in lost]
        return made

    def _coding(self, one: Piece, other: Piece, part: Block) -> tuple[str, Block]:
        """Return the role and block of a part that both coders have, and keep both codings."""
        theirs = at(self.second.tree, other.path)
        codes = [str(each.get("concept") or "") for each in (part, theirs)]
        role = self._chosen(one.address, "role", one.role, other.role)
        concept = self._chosen(one.address, "concept", *codes) if one.concept != other.concept else codes[0]
        made = as_role(part, role, theirs if other.role == role else {}) if role != one.role else part
        made.pop("concept", None)
        if concept:
            made["concept"] = concept
        decided = self._about(one.address)
        self.coded.append(
            Coded(
                one.address,
                f"{one.passage}; {one.address}: {one.text}",
                {self.first.coder: one.role, self.second.coder: other.role},
                {coder: code for coder, code in zip(self._coders, codes, strict=True) if code},
                role,
                concept,
                decided,
            )
        )
        if any(each.what != "match" for each in decided):
            self._sign(made, stays=True)
            made["note"] = " ".join(filter(None, (made.get("note"), self._told(one, other, codes, decided))))
        return role, made

    def _told(self, one: Piece, other: Piece, codes: list[str], decided: tuple[Decision, ...]) -> str:
        said = [
            f"{coder}: {piece.role}, {code or 'uncoded'}"
            for coder, piece, code in zip(self._coders, (one, other), codes, strict=True)
        ]
        return f"Settled on {self.on} from {'; '.join(said)}. {reasons(decided)}"

    def _alone(self, piece: Piece, address: str, number: str, version: Version, said: Decision | None) -> list[Slot]:
        """Return the part that one coder alone has, or nothing where it is left out; what a program suggested stays."""
        stays = said is None or said.decision == "keep"
        part = deepcopy(dict(at(version.tree, piece.path)))
        self._record_alone(piece, address, version, said, stays=stays)
        if said is not None:
            self._sign(part, stays=stays)
        return [Slot(number, piece.role, part)] if stays or part.get("basis") else []

    def _record_alone(
        self, piece: Piece, address: str, version: Version, said: Decision | None, *, stays: bool
    ) -> None:
        code = str(at(version.tree, piece.path).get("concept") or "")
        self.coded.append(
            Coded(
                address,
                f"{piece.passage}; {address.removeprefix(SECOND)}: {piece.text}",
                {version.coder: piece.role},
                {version.coder: code} if code else {},
                piece.role if stays else "",
                code if stays else "",
                (said,) if said else (),
            )
        )

    def _sign(self, part: Block, *, stays: bool) -> None:
        """Say of a part that a program suggested who has accepted or rejected it now."""
        if part.get("basis"):
            part.pop("accepted_by", None)
            part.pop("rejected_by", None)
            part["accepted_by" if stays else "rejected_by"] = self.agent

    def _chosen(self, unit: str, what: str, one: str, other: str) -> str:
        said = self.decided.get((unit, what))
        if said is None or said.decision == "a":
            return one
        if said.decision == "b":
            return other
        return "" if said.value == UNCODED else said.value

    def _about(self, unit: str) -> tuple[Decision, ...]:
        return tuple(
            self.decided[unit, what] for what in ("match", "role", "concept", "stance") if (unit, what) in self.decided
        )

    @property
    def _coders(self) -> tuple[str, str]:
        return self.first.coder, self.second.coder

    def _segments(self) -> list[Block]:
        """Return passages that were coded as such, with both coders' roles, and one segment for each part."""
        blocks = [deepcopy(dict(each)) for each in self.first.tree.get("segments") or []]
        taken = {str(each["id"]) for each in blocks}
        theirs = {str(each["id"]): each for each in self.second.tree.get("segments") or []}
        blocks += [deepcopy(dict(each)) for name, each in theirs.items() if name not in taken]
        by_name = {str(each["id"]): each for each in blocks}
        for passage in self.found.segments:
            self._join(by_name[passage.id], theirs.get(passage.id, {}), passage)
        taken |= set(theirs)
        return [*blocks, *(segment(each, taken, self.agent, self.on) for each in self.coded)]

    def _join(self, block: Block, theirs: Mapping[str, Any], passage: Passage) -> None:
        coder = self.second.coder
        for key in ("roles", "concepts"):
            given = (theirs.get(key) or {}).get(coder)
            if given:
                block[key] = {**(block.get(key) or {}), coder: given}
        decided = self._about(passage.id)
        if decided:
            codes = [str((block.get("concepts") or {}).get(each) or "") for each in self._coders]
            role = self._chosen(passage.id, "role", *passage.roles)
            concept = self._chosen(passage.id, "concept", *codes)
            block["settled"] = settled(role, concept, decided, self.agent, self.on)


def at(tree: Mapping[str, Any], path: Path) -> Mapping[str, Any]:
    """Return the block at a path of a sheet's tree."""
    found: Any = tree
    for step in path:
        found = found[step]
    block: Mapping[str, Any] = found
    return block
