"""What stands around the configurations: where the data are from, who took part, and what was written about all."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from demireg.services.importing.characters import shortened
from demireg.services.importing.started import Tree
from demireg.services.qda.configurations import Making
from demireg.services.qda.memos import is_pseudonym
from demireg.services.qda.project import Source
from demireg.services.qda.prose import FULL, Prose, clean

_MOST_NAME = 300


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Fills the blocks of a sheet beside its configurations; ``synthesis`` makes sources documents of a review."""

    making: Making
    tree: Tree
    synthesis: bool = False

    def fill(self) -> None:
        """Fill everything in, and note it in the account."""
        note = Prose()
        self._origin(note)
        sources = list(self.making.project.sources.values())
        if self.synthesis:
            self._documents(sources)
        else:
            self._data_collection(sources)
        self._participants()
        memos = self.making.memos
        memos.put(self.making.project.root, note, ("note",))
        for source in sources:
            memos.put(source.element, note, ("note",), f" on '{shortened(source.name)}'")
        for memo in memos.loose():
            memos.place(memo, note, ("note",))
        self.tree["note"] = note.text

    def _origin(self, note: Prose) -> None:
        project = self.making.project
        made = f", written by {shortened(project.origin)}" if project.origin else ""
        note.add(
            f"Drafted from the REFI-QDA project '{shortened(clean(project.name), _MOST_NAME)}'{made}. Roles are the "
            "reviewer's mapping of codes; configurations are candidates until somebody has read them."
        )
        self.making.ledger.took(project.root, ("note",))

    def _documents(self, sources: Sequence[Source]) -> None:
        documents: list[dict[str, Any]] = []
        self.tree["design"]["synthesis"] = True
        for number, source in enumerate(sources, 1):
            self.making.ledger.took(source.element, ("documents", len(documents), "title"))
            documents.append(
                {
                    "id": f"s{number}",
                    "title": shortened(clean(source.name), _MOST_NAME),
                    "kind": source.kind,
                    "characteristics": f"REFI-QDA source {source.guid}".strip(),
                }
            )
        if documents:
            self.tree["documents"] = documents

    def _data_collection(self, sources: Sequence[Source]) -> None:
        kinds: dict[str, list[Source]] = {}
        for source in sources:
            kinds.setdefault(source.kind, []).append(source)
        entries: list[dict[str, Any]] = []
        for kind, group in kinds.items():
            here = ("reporting", "data_collection", len(entries), "detail")
            names = Prose(joint="; ")
            for source in group:
                room = names.add(f"{shortened(clean(source.name), _MOST_NAME)} {source.guid}".strip())
                self.making.ledger.took(source.element, here, "" if room else FULL)
            entries.append({"kind": f"{kind} in the project: {len(group)}", "detail": names.text})
        if entries:
            self.tree["reporting"] = {"data_collection": entries}

    def _participants(self) -> None:
        cases = list(self.making.project.elements("Case"))
        named = [case.name for case in cases if is_pseudonym(case.name)]
        if not cases:
            return
        detail = Prose(joint="; ")
        for case in cases:
            if not case.name or case.name not in named:
                why = "counted; its name is no role with a number and might identify somebody"
            else:
                why = "" if detail.add(case.name) else FULL
            self.making.ledger.took(case, ("participants", 0, "detail" if not why else "n"), why)
        group: dict[str, Any] = {"group": "cases of the project", "n": len(cases)}
        if detail.pieces:
            group["detail"] = detail.text
        self.tree["participants"] = [group]
