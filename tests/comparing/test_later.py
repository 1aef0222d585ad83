"""Lists of an answer whose items are made when somebody reads them."""

from collections.abc import Sequence
from threading import Barrier, Thread

from demireg.services.comparing.canonical import canonical, plain
from demireg.services.comparing.later import Later


def test_a_list_that_is_made_later_has_its_length_before_and_is_made_once() -> None:
    made: list[int] = []

    def make() -> Sequence[str]:
        made.append(1)
        return ["a", "b", "c"]

    names = Later(3, make)
    assert len(names) == 3
    assert not made
    assert (names[0], names[1:], list(names), list(reversed(names))) == ("a", ["b", "c"], ["a", "b", "c"], [*"cba"])
    assert made == [1]


def test_a_list_that_is_made_later_is_written_as_any_list() -> None:
    names = Later(2, lambda: ("a", "b"))
    assert names == ["a", "b"]
    assert names == ("a", "b")
    assert names != "ab"
    assert plain({"units": names}) == {"units": ["a", "b"]}
    assert canonical(Later(2, lambda: [Later(1, lambda: [1.0]), ()])) == "[[1.0],[]]"


def test_threads_that_read_at_once_have_it_made_once() -> None:
    made: list[int] = []
    start = Barrier(8)

    def make() -> list[int]:
        made.append(1)
        return list(range(1000))

    numbers = Later(1000, make)

    def read() -> None:
        start.wait()
        assert sum(numbers) == 499_500

    threads = [Thread(target=read) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert made == [1]
