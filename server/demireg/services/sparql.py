"""Answer foreign SPARQL: screened here, evaluated by the repository's reader, wherever that runs."""

from collections.abc import Sequence

from demireg.services.repository import Repository
from demireg.services.sparql_dataset import written_dataset
from demireg.services.sparql_screen import Form, screen
from demireg.store.base import Dataset, Serialised

__all__ = ["Form", "answer", "screen"]


def answer(repository: Repository, query: str, accept: Sequence[str], dataset: Dataset) -> Serialised:
    """Screen a query, have the reader evaluate it and return the answer in the first media type that suits its form.

    ``dataset`` is the protocol's; where it is not given, FROM and FROM NAMED of the text hold, and else everything.
    Raises Refused for SERVICE, LOAD and updates, TooLarge over a stated limit, BadQuery for text that is no query, and
    StoreDown when evaluation fails.
    """
    screen(query)
    chosen = written_dataset(query) if dataset == Dataset() else dataset
    return repository.reader.answer(query, accept, chosen)
