"""Pages of the desk say what is true of a study, and keep what somebody typed."""

import re

from demireg.services import studies
from demireg.services.importing.read import read_bytes
from demireg.services.repository import Repository
from demireg.services.retracting import retract
from demireg.services.reviewing.submissions import cells_written, draft_of
from demireg.services.templating.workbook import write_workbook
from tests.reviewing import made
from tests.reviewing.sites import Site

HTML = {"Accept": "text/html"}


def uploaded(site: Site, text: str) -> str:
    answer = site.client.post("/add/check", files={"file": ("toy-s1.yaml", text.encode())}, headers=HTML)
    assert answer.status_code == 200
    return answer.text


def test_what_says_nothing_new_is_not_offered_for_review(site: Site, repository: Repository) -> None:
    studies.accept(repository, made.draft())
    same = uploaded(site, made.draft().source)
    assert "accepting it would change nothing" in same
    assert "Submit for review" not in same
    key = re.search(r"/add/checked/([^/\"]+)/report", same)
    assert key
    csrf = site.sign_in("contributor")
    assert "<textarea" not in site.client.get(f"/desk/from/{key[1]}").text
    refused = site.client.post(f"/desk/from/{key[1]}", data={"csrf": csrf}, headers=HTML)
    assert refused.status_code == 409
    assert "Something has changed" not in refused.text
    assert "Submit for review" in uploaded(site, made.draft("the place is local", "the place is near").source)


def test_the_history_names_the_workbook_that_was_sent(site: Site, repository: Repository) -> None:
    held = made.draft()
    assert held.sheet
    tree = held.sheet.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    book = read_bytes(write_workbook(tree, repository.background), "my study.xlsx")
    studies.accept(repository, draft_of(book.source, book.kept_as, book.name, cells_written(book.cells)))
    for path in ("/studies/toy-s1/history", "/studies/toy-s1/history/1"):
        assert "read from <code>my study.xlsx</code>" in site.client.get(path, headers=HTML).text


def test_a_mistyped_successor_is_asked_for_again_beside_its_field(site: Site, repository: Repository) -> None:
    for study in ("toy-s1", "toy-s2"):
        studies.accept(repository, made.draft(study=study))
    typed = {"csrf": site.sign_in("curator"), "reason": "Withdrawn by the <journal>.", "place": "toy-s22"}
    again = site.client.post("/desk/retract/toy-s1", data=typed, headers=HTML)
    assert again.status_code == 400
    for said in ("Withdrawn by the &lt;journal&gt;.", 'value="toy-s22"', "<b>toy-s2</b>?", 'aria-invalid="true"'):
        assert said in again.text
    assert site.client.post("/desk/retract/toy-s1", data={**typed, "place": "toy-s2"}).status_code == 410


def test_pages_of_a_retracted_study_lead_on_and_the_desk_says_so(site: Site, repository: Repository) -> None:
    studies.accept(repository, made.draft(study="toy-s2"))
    text, headers = made.draft().source, {**site.bearer("contributor"), "Content-Type": "application/yaml"}
    sent = site.client.post("/api/submissions", content=text, headers=headers).json()
    number, accept = sent["number"], {"decision": "accept", "seen": sent["digest"]}
    done = site.client.post(f"/api/submissions/{number}/decision", json=accept, headers=site.bearer("curator"))
    assert done.status_code == 200, done.text
    assert 'href="/add/form?study=toy-s1"' in site.client.get("/studies/toy-s1", headers=HTML).text
    site.sign_in("curator")
    assert "retracted since" not in site.client.get("/desk").text
    retract(repository, "toy-s1", "Withdrawn.", "cora", successor="toy-s2")
    assert "retracted since" in site.client.get("/desk").text
    page = site.client.get("/studies/toy-s1/k1", headers=HTML)
    assert page.status_code == 410
    assert 'href="/studies/toy-s2"' in page.text
    assert 'href="/studies/toy-s1/history"' in page.text
