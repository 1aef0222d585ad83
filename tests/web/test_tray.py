"""The tray holds bytes; what was made of them is held for a few uploads only."""

from demireg.domain.findings import Report
from demireg.edge.tray import MOST_MADE, Tray
from demireg.services.importing.draft import Draft
from demireg.services.looking import Looked


def test_what_was_made_of_an_upload_is_forgotten_when_others_are_asked_for() -> None:
    tray = Tray()
    keys = [tray.put(f"{number}.yaml", b"id: x", Draft("x", "id: x")) for number in range(MOST_MADE + 3)]
    kept = [tray.get(key) for key in keys[3:]]
    for each in kept:
        each.looked = Looked("x", None, Report())
    first = tray.get(keys[0])
    assert (first.content, first.draft) == (b"id: x", None)
    assert [each.looked is None for each in kept] == [True, *(False for _ in kept[1:])]
