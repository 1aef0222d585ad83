"""Only so many foreign queries run at a time."""

import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import pytest

from demireg.domain.errors import BadQuery, StoreBusy
from demireg.store.base import Dataset, Serialised
from demireg.store.bounded import BoundedReader


class Slow:
    """A reader that answers when it is told to."""

    def __init__(self) -> None:
        self.started = threading.Semaphore(0)
        self.told = threading.Event()

    def answer(self, query: str, accept: Sequence[str], dataset: Dataset) -> Serialised:
        self.started.release()
        self.told.wait(30)
        if query == "broken":
            raise BadQuery("broken")
        about = " ".join([query, *accept, *(dataset.default_graphs or ())])
        return Serialised(about.encode(), "text/plain")


def test_one_query_too_many_is_told_to_come_again_and_places_come_free() -> None:
    slow = Slow()
    reader = BoundedReader(slow, most=2, patience=0.01)
    with ThreadPoolExecutor(2) as pool:
        running = [pool.submit(reader.answer, query, (), Dataset()) for query in ("one", "broken")]
        for _ in running:
            assert slow.started.acquire(timeout=30)
        with pytest.raises(StoreBusy, match="2 queries"):
            reader.answer("three", (), Dataset())
        slow.told.set()
        assert running[0].result().body == b"one"
        assert isinstance(running[1].exception(), BadQuery)
    assert reader.answer("four", (), Dataset()).body == b"four"
    assert reader.answer("five", (), Dataset()).body == b"five"
