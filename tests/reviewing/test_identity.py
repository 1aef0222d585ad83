"""Who may do what over HTTP: tokens, one-time link, sessions, forms, strange hosts and pages of other sites."""

import json
import re

import httpx

from demireg.app import create_app
from demireg.edge.attempts import MOST_OF_ONE
from demireg.edge.identity import Entrance
from demireg.services import studies
from demireg.services.repository import Repository
from demireg.services.reviewing.accounts import Role
from demireg.services.reviewing.desk import Desk
from demireg.settings import Settings
from tests.reviewing import made
from tests.reviewing.sites import Site, visiting

#: Where other machines can ask as well.
OPEN = "0.0.0.0"  # noqa: S104 (nothing listens there)


def sent(site: Site, role: str, text: str = "") -> httpx.Response:
    headers = {**site.bearer(role), "Content-Type": "application/yaml"}
    return site.client.post("/api/submissions", content=text or made.draft().source, headers=headers)


def test_each_role_may_do_what_it_may_and_nothing_else(site: Site) -> None:
    assert sent(site, "reader").status_code == 403
    made_it = sent(site, "contributor")
    assert made_it.status_code == 201, made_it.text
    number = made_it.json()["number"]
    digest = made_it.json()["digest"]
    seen = {role: site.client.get(f"/api/submissions/{number}", headers=site.bearer(role)) for role in site.tokens}
    assert {role: answer.status_code for role, answer in seen.items()} == {
        "reader": 404,
        "contributor": 200,
        "curator": 200,
    }
    assert seen["curator"].headers["Cache-Control"] == "no-store"
    listed = {role: site.client.get("/api/submissions", headers=site.bearer(role)).json() for role in site.tokens}
    assert [len(listed[role]) for role in ("reader", "contributor", "curator")] == [0, 1, 1]
    decision = {"decision": "accept", "reason": "Well read.", "seen": digest}
    for role, status in (("reader", 403), ("contributor", 403), ("curator", 200), ("curator", 409)):
        answer = site.client.post(f"/api/submissions/{number}/decision", json=decision, headers=site.bearer(role))
        assert answer.status_code == status, answer.text
    (version,) = site.client.get("/api/studies/toy-s1/history").json()
    assert (version["submission"]["agent"], version["acceptance"]["agent"]) == ("anna", "cora")


def test_without_a_known_token_nothing_of_the_desk_is_told(site: Site) -> None:
    for headers in ({}, {"Authorization": "Bearer nonsense"}, {"Authorization": "Basic YTpi"}):
        for path in ("/api/submissions", "/api/submissions/1"):
            answer = site.client.get(path, headers=headers)
            assert answer.status_code == 401
            assert answer.headers["WWW-Authenticate"].startswith("Bearer")
            assert answer.headers["Content-Type"] == "application/problem+json"


def test_the_view_for_programs_tells_difference_report_and_effects(site: Site, repository: Repository) -> None:
    studies.accept(repository, made.draft())
    number = sent(site, "contributor", made.draft("the place is local", "the place is near").source).json()["number"]
    view = site.client.get(f"/api/submissions/{number}", headers=site.bearer("curator")).json()
    (section,) = view["difference"]["sections"]
    assert section["changes"][0]["after"] == "the place is near"
    assert view["check"]["conforms"] is True
    assert view["check"]["effects"]["configurations"]["changed"] == ["k1"]


def test_a_study_with_a_violation_and_one_that_says_nothing_new_are_not_taken(
    site: Site, repository: Repository
) -> None:
    wrong = sent(site, "contributor", made.draft("toy.LOCAL", "toy.NOWHERE").source)
    assert wrong.status_code == 422
    assert wrong.json()["findings"]
    studies.accept(repository, made.draft())
    assert sent(site, "contributor").status_code == 409


def test_a_retracted_study_answers_that_it_is_gone(site: Site, repository: Repository) -> None:
    studies.accept(repository, made.draft())
    refused = site.client.post(
        "/api/studies/toy-s1/retraction", json={"reason": "x"}, headers=site.bearer("contributor")
    )
    assert refused.status_code == 403
    done = site.client.post(
        "/api/studies/toy-s1/retraction", json={"reason": "It was withdrawn."}, headers=site.bearer("curator")
    )
    assert done.status_code == 201
    gone = site.client.get("/api/studies/toy-s1")
    assert (gone.status_code, gone.json()["title"]) == (410, "Gone")
    assert "It was withdrawn." in gone.json()["detail"]
    page = site.client.get("/studies/toy-s1", headers={"Accept": "text/html"})
    assert page.status_code == 410
    assert "It was withdrawn." in page.text
    assert site.client.get("/api/studies").json() == []


def test_a_token_begins_a_session_whose_cookie_no_script_and_no_public_page_sees(site: Site) -> None:
    answer = site.client.post("/sign-in", data={"token": site.tokens["curator"]}, follow_redirects=False)
    cookie = answer.headers["Set-Cookie"]
    for part in ("HttpOnly", "SameSite=strict", "Path=/desk", f"demireg-{site.client.base_url.port}="):
        assert part in cookie
    assert answer.headers["Location"] == "/desk"
    assert site.client.get("/desk").status_code == 200
    public = site.client.get("/studies", headers={"Accept": "text/html"})
    assert "cora" not in public.text
    assert "Set-Cookie" not in public.headers


def test_a_form_without_the_token_of_its_session_does_nothing(site: Site) -> None:
    number = sent(site, "contributor").json()["number"]
    token = site.sign_in("curator")
    for wrong in ("", "0" * 64, token.upper()):
        answer = site.client.post(f"/desk/{number}/accept", data={"csrf": wrong})
        assert answer.status_code == 403, answer.text
    assert site.client.post(f"/desk/{number}/accept", data={"csrf": token}).status_code == 200
    assert site.client.get("/api/studies/toy-s1").status_code == 200


STRANGE = (
    {"Origin": "https://elsewhere.example"},
    {"Origin": "null"},
    {"Origin": "http://127.0.0.1:9000"},
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {"Host": "elsewhere.example"},
    {"Host": "127.0.0.1.elsewhere.example:8000"},
    {"Host": "[bad"},
)


def test_what_a_page_of_another_site_sends_is_refused(site: Site) -> None:
    number = sent(site, "contributor").json()["number"]
    token = site.sign_in("curator")
    for headers in STRANGE:
        answer = site.client.post(f"/desk/{number}/accept", data={"csrf": token}, headers=headers)
        assert answer.status_code == 403, headers
        again = site.client.post("/sign-in", data={"token": site.tokens["curator"]}, headers=headers)
        assert again.status_code == 403, headers
    assert site.client.get("/api/studies/toy-s1").status_code == 404


def test_reading_a_page_of_the_desk_under_a_strange_name_is_refused(site: Site) -> None:
    site.sign_in("curator")
    assert site.client.get("/desk", headers={"Host": "rebound.example"}).status_code == 403
    assert site.client.get("/sign-in?key=x", headers={"Host": "rebound.example"}).status_code == 403
    assert site.client.get("/studies", headers={"Host": "rebound.example"}).status_code == 200


def test_only_named_hosts_sign_in_where_the_host_names_some(repository: Repository, desk: Desk) -> None:
    settings = Settings(store="memory:", host=OPEN, hosts="desk.example, other.example")
    with visiting(create_app(settings, repository, desk)) as client:
        assert client.get("/sign-in", headers={"Host": "desk.example"}).status_code == 200
        assert client.get("/sign-in", headers={"Host": "127.0.0.1"}).status_code == 403


def test_the_one_time_link_signs_in_once(single: tuple[httpx.Client, str]) -> None:
    client, key = single
    shown = client.get(f"/sign-in?key={key}")
    assert shown.headers["Cache-Control"] == "no-store"
    assert client.get("/desk", follow_redirects=False).status_code == 303
    wrong = client.post("/sign-in", data={"key": "wrong"})
    assert wrong.status_code == 401
    assert "me</b>, curator" in client.post("/sign-in", data={"key": key}).text
    assert client.post("/sign-in", data={"key": key}).status_code == 401


def test_the_one_time_link_leads_on_to_where_somebody_was_going(single: tuple[httpx.Client, str]) -> None:
    client, key = single
    upload = {"file": ("toy-s1.yaml", made.draft().source.encode())}
    report = client.post("/add/check", files=upload, headers={"Accept": "text/html"})
    hand_in = re.search(r'href="(/desk/from/[^"]+)"', report.text)
    assert hand_in
    assert "You sign in first" not in report.text
    asked = client.get(hand_in[1])
    assert (asked.url.path, "about to submit" in asked.text) == ("/sign-in", True)
    linked = client.get(f"/sign-in?key={key}").text
    onward = re.search(r'name="onward" value="([^"]*)"', linked)
    assert onward
    assert onward[1] == hand_in[1]
    led = client.post("/sign-in", data={"key": key, "onward": onward[1]})
    assert (led.status_code, led.url.path) == (200, hand_in[1])
    assert "toy-s1" in led.text
    assert 'value="/desk"' in client.get("/sign-in?key=x").text


def test_only_pages_of_the_desk_are_remembered_at_the_sign_in(single: tuple[httpx.Client, str]) -> None:
    client, _ = single
    for wanted in ("//elsewhere.example/desk/", "https://elsewhere.example", "/desk/../studies", "/studies"):
        assert "Set-Cookie" not in client.get("/sign-in", params={"next": wanted}).headers
    client.cookies.set(f"demireg-{client.base_url.port}-onward", "%2F%2Felsewhere.example", path="/sign-in")
    assert 'value="/desk"' in client.get("/sign-in?key=x").text


def test_there_is_no_link_where_others_can_ask_or_people_have_accounts(repository: Repository, desk: Desk) -> None:
    assert create_app(Settings(store="memory:", host=OPEN), repository, desk).state.entrance.key() == ""
    desk.accounts.add("anna", Role.CURATOR)
    assert create_app(Settings(store="memory:"), repository, desk).state.entrance.key() == ""


def test_signing_in_leads_on_within_the_desk_alone(site: Site) -> None:
    for wanted, led in (
        ("/desk/7", "/desk/7"),
        ("//elsewhere.example/desk/", "/desk"),
        ("https://elsewhere.example", "/desk"),
        ("/desk/../studies", "/desk"),
        ("/desk//elsewhere", "/desk"),
        ("/desk/\\elsewhere", "/desk"),
    ):
        answer = site.client.post(
            "/sign-in", data={"token": site.tokens["curator"], "onward": wanted}, follow_redirects=False
        )
        assert answer.headers["Location"] == led
    assert site.client.get("/desk/7").status_code == 404
    site.client.cookies.clear()
    asked = site.client.get("/desk/7", follow_redirects=False)
    assert asked.headers["Location"] == "/sign-in?next=%2Fdesk%2F7"


def test_signing_out_and_being_removed_end_a_session(site: Site) -> None:
    token = site.sign_in("curator")
    held = dict(site.client.cookies)
    assert site.client.post("/desk/sign-out", data={"csrf": token}).status_code == 200
    for name, value in held.items():
        site.client.cookies.set(name, value, path="/desk")
    assert site.client.get("/desk", follow_redirects=False).status_code == 303
    site.client.cookies.clear()
    site.sign_in("contributor")
    site.desk.accounts.remove("anna")
    assert site.client.get("/desk", follow_redirects=False).status_code == 303
    assert sent(site, "contributor").status_code == 401


def test_wrong_tokens_are_bounded_and_lock_no_right_one_out(site: Site) -> None:
    for _ in range(MOST_OF_ONE):
        assert site.client.post("/sign-in", data={"token": "wrong"}).status_code == 401
    answer = site.client.post("/sign-in", data={"token": "wrong"})
    assert answer.status_code == 429
    assert answer.headers["Retry-After"] == "60"
    assert site.client.get("/api/submissions", headers={"Authorization": "Bearer wrong"}).status_code == 429
    assert site.client.get("/api/submissions", headers=site.bearer("curator")).status_code == 200
    site.sign_in("curator")


def test_a_session_of_the_one_time_link_ends_with_the_single_user(desk: Desk) -> None:
    held = Entrance(Settings(), desk.accounts)
    key = held.key()
    person = held.use(key)
    assert person is not None
    again, unused = desk.accounts.open_session(person, local=True), held.key()
    assert desk.accounts.by_session(again) == person
    desk.accounts.add("boss", Role.CURATOR)
    assert desk.accounts.by_session(again) is None
    assert held.use(unused) is None
    Entrance(Settings(host=OPEN), desk.accounts)
    desk.accounts.remove("boss")
    assert desk.accounts.by_session(again) is None


def test_a_program_decides_on_the_text_that_it_saw_and_nothing_of_a_refused_decision_stays(site: Site) -> None:
    held = sent(site, "contributor").json()
    decisions = f"/api/submissions/{held['number']}/decision"
    full = {"decision": "return", "seen": held["digest"], "reason": "Say more.", "remarks": [{"text": "Which place?"}]}
    for change, status, said in (
        ({"seen": ""}, 400, "digest"),
        ({"decision": "a\ud800"}, 400, "not 'a'"),
        ({"se\ud800en": "x"}, 422, "cannot be used"),
        ({"seen": "0" * 64}, 409, "another text"),
        ({"reason": " "}, 400, "why"),
        ({"sen": held["digest"]}, 422, "'sen': There is no such field here."),
        ({"remarks": [{"text": "Which place?"}, {"text": " "}]}, 400, "empty"),
    ):
        answer = site.client.post(
            decisions,
            content=json.dumps({**full, **change}),
            headers={**site.bearer("curator"), "Content-Type": "application/json"},
        )
        assert (answer.status_code, said in answer.json()["detail"]) == (status, True), answer.text
    assert site.desk.remarks(held["number"]) == ()
    assert site.client.post(decisions, json=full, headers=site.bearer("curator")).status_code == 200
    assert [(each.agent, each.text) for each in site.desk.remarks(held["number"])] == [("cora", "Which place?")]
