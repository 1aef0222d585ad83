"""A repository in a folder of this machine, asked in this process."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Final, Self

from demireg.client.source import Table, of_answer, of_kept, of_measures, of_question, of_records, of_results
from demireg.domain.errors import BadParameter
from demireg.services import questions, sparql
from demireg.services.catalogue.studies import study_list
from demireg.services.comparing.again import again
from demireg.services.comparing.canonical import plain
from demireg.services.comparing.describing import described, measure_list
from demireg.services.comparing.leaving_out import asked
from demireg.services.comparing.saving import listed
from demireg.services.opening import open_ready
from demireg.services.repository import Repository
from demireg.services.seeding import bring_table_up_to_date
from demireg.settings import Settings
from demireg.store.base import Dataset

#: What a folder holds that is a store.
_HELD: Final = "quads"
_RESULTS: Final = "application/sparql-results+json"


class InFolder:
    """A repository that is open in this process."""

    def __init__(self, repository: Repository) -> None:
        self._repository = repository
        bring_table_up_to_date(repository)

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Open the store in a folder. Raises BadParameter where there is none, StoreBusy where somebody has it."""
        if not (folder / _HELD).is_dir():
            raise BadParameter(f"There is no store in {folder}. `demireg seed --store` makes one; or name an address.")
        return cls(open_ready(Settings(store=str(folder))))

    def compare(self, measure: str, values: Mapping[str, str]) -> Table:
        """Return the answer of a measure."""
        return of_answer(plain(described(asked(self._repository, measure, values))))

    def ask(self, question: str, values: Mapping[str, str]) -> Table:
        """Return the answer to a question."""
        return of_question(questions.ask(self._repository, question, dict(values)).as_dict())

    def studies(self) -> Table:
        """Return the studies."""
        return of_records([asdict(each) for each in study_list(self._repository)])

    def measures(self) -> Table:
        """Return what can be compared."""
        return of_measures(measure_list())

    def comparisons(self) -> Table:
        """Return the comparisons that are kept."""
        return of_kept([asdict(each) for each in listed(self._repository)])

    def again(self, name: str, version: int) -> Table:
        """Return what has changed since a comparison was kept."""
        return of_answer(plain(described(again(self._repository, name, version).answer)))

    def sparql(self, query: str) -> Table | bool | str:
        """Return the bindings of a SELECT, the answer to an ASK, or Turtle."""
        found = sparql.answer(self._repository, query, [_RESULTS, "text/turtle"], Dataset())
        return of_results(json.loads(found.body)) if found.media_type.startswith(_RESULTS) else found.body.decode()

    def close(self) -> None:
        """Let go of the store."""
        self._repository.close()
