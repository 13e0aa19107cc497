"""Mentions are judged by who knows the token, on pages that work without script, and nowhere else."""

from __future__ import annotations

import html
import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from tests.web import showing
from tests.web.conftest import FLAGS, Look, axe, served

import comity
from comity.answers import queue
from comity.cli import main
from comity.errors import InputError
from comity.judgements import Judgements
from comity.web import signing
from comity.web.app import make
from comity.web.desk import Desk
from comity.web.review import Review
from comity.web.signing import COOKIE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser
    from starlette.testclient import TestClient

TOKEN = "a token of 24 characters"
HERE = {"Origin": "http://localhost"}


@pytest.fixture
def kept(tmp_path: Path) -> Judgements:
    return Judgements(tmp_path / "judged.jsonl")


@pytest.fixture
def desk_of(demo: Path, kept: Judgements) -> Iterator[TestClient]:
    with showing.client_of(demo, review=Review(kept, TOKEN)) as client:
        yield client


@pytest.fixture
def reader(desk_of: TestClient) -> TestClient:
    """Somebody who has signed in."""
    answer = sign_in(desk_of)
    assert answer.status_code == 303
    return desk_of


def sign_in(client: TestClient, **told: Any) -> Any:
    form = {"token": TOKEN, "name": "Ada", **told}
    return client.post("/review/sign-in", data=form, headers=HERE)


def first_waiting(client: TestClient, query: str = "") -> str:
    return str(client.get(f"/review/next{query}").headers["location"])


def fields_of(page: str) -> dict[str, str]:
    """What a browser would send of the form as it stands."""
    form = page[page.index('<form method="post" action="/review/mention') :]
    told = {
        name: html.unescape(value)
        for name, value in re.findall(r'<input[^>]* name="(\w+)" type="text" value="([^"]*)"', form)
    }
    told["seen"] = re.findall(r'name="seen" value="(\w+)"', form)[0]
    told["note"] = html.unescape(re.findall(r"<textarea[^>]*>(.*?)</textarea>", form, re.DOTALL)[0])
    told["act"] = re.findall(r'<option value="([^"]*)" selected', form)[0]
    told["status"] = re.findall(r"<option selected>(\w+)</option>", form)[0]
    checked = re.findall(r'value="(\w+)" required checked', form)
    return told | ({"judgement": checked[0]} if checked else {})


def judge(client: TestClient, place: str, **told: str) -> Any:
    fields = fields_of(client.get(place).text)
    return client.post(place, data=fields | told, headers=HERE)


# Without --review, without the token


@pytest.mark.parametrize(
    "place", ["/review", "/review/next", "/review/sign-in", "/review/mention/x", "/api/v1/judgements"]
)
def test_without_a_file_there_is_no_desk(client: TestClient, place: str) -> None:
    answer = client.get(place, follow_redirects=False)
    assert answer.status_code == 404
    assert "--review" in answer.text


def test_without_a_file_nothing_can_be_posted(client: TestClient) -> None:
    for place in ("/review/sign-in", "/review/mention/x", "/review/sign-out"):
        assert client.post(place, data={"token": ""}, headers=HERE).status_code == 404


@pytest.mark.parametrize("place", ["/review", "/review/next", "/review/mention/x?one=JPN"])
def test_who_is_not_signed_in_is_led_to_sign_in_and_back(desk_of: TestClient, place: str) -> None:
    answer = desk_of.get(place)
    assert answer.status_code == 303
    led = desk_of.get(answer.headers["location"])
    assert led.status_code == 200
    then = re.findall(r'name="then" value="([^"]*)"', led.text)
    assert [html.unescape(each) for each in then] == [place]


def test_who_is_not_signed_in_judges_nothing(desk_of: TestClient, kept: Judgements) -> None:
    answer = desk_of.post("/review/mention/x", data={"judgement": "accepted"}, headers=HERE)
    assert answer.status_code == 403
    assert list(kept) == []


@pytest.mark.parametrize("wrong", ["", "a", TOKEN[:-1], TOKEN + "x", "é" * 24])
def test_a_wrong_token_is_refused(desk_of: TestClient, wrong: str) -> None:
    answer = sign_in(desk_of, token=wrong)
    assert answer.status_code == 403
    assert "set-cookie" not in answer.headers
    assert "this is not the token" in answer.text


@pytest.mark.parametrize("name", ["", "  ", "x" * 81, "a\x00b"])
def test_a_name_is_asked_for(desk_of: TestClient, name: str) -> None:
    answer = sign_in(desk_of, name=name)
    assert answer.status_code == 422
    assert "set-cookie" not in answer.headers


def test_the_cookie_is_for_this_site_and_no_script(desk_of: TestClient) -> None:
    told = sign_in(desk_of, name="Ada  Лавлейс").headers["set-cookie"]
    assert "HttpOnly" in told
    assert "SameSite=strict" in told
    assert TOKEN not in told
    assert "signed in as Ada Лавлейс" in desk_of.get("/review").text


@pytest.mark.parametrize("forged", ["", ".", "QWRh.", "QWRh.0000", "QWRh", "é.é"])
def test_a_forged_cookie_is_none(desk_of: TestClient, forged: str) -> None:
    answer = desk_of.get("/review", headers={b"Cookie": f"{COOKIE}={forged}".encode()})
    assert answer.status_code == 303


def test_a_cookie_under_another_token_or_name_is_none(kept: Judgements) -> None:
    ours, theirs = Review(kept, TOKEN), Review(kept, TOKEN[::-1])
    assert ours.name_in(ours.pass_of("Ada")) == "Ada"
    assert ours.name_in(theirs.pass_of("Ada")) is None
    _, _, signed = ours.pass_of("Ada").partition(".")
    other, _, _ = ours.pass_of("Bob").partition(".")
    assert ours.name_in(f"{other}.{signed}") is None


def test_a_short_token_is_refused_and_a_made_one_is_long(kept: Judgements) -> None:
    with pytest.raises(InputError, match="could be guessed"):
        Review(kept, "secret")
    assert len(Review(kept).token) >= 32
    assert Review(kept).token != Review(kept).token
    assert TOKEN not in repr(Review(kept, TOKEN))


def test_signing_out_takes_the_cookie_back(reader: TestClient) -> None:
    assert reader.get("/review").status_code == 200
    reader.post("/review/sign-out", data={"out": "1"}, headers=HERE)
    assert reader.get("/review").status_code == 303


@pytest.mark.parametrize(
    ("then", "where"),
    [
        ("/review", "/review"),
        ("/review/mention/ab?one=JPN", "/review/mention/ab?one=JPN"),
        ("https://example.org/review", "/review"),
        ("//example.org/review", "/review"),
        ("/\\example.org", "/review"),
        ("/review\\..\\", "/review"),
        ("javascript:alert(1)", "/review"),
        ("/JPN/RUS", "/review"),
        ("http://[", "/review"),
        ("", "/review"),
    ],
)
def test_signing_in_leads_nowhere_else(then: str, where: str) -> None:
    assert signing.back(then) == where


# What other sites send


@pytest.mark.parametrize(
    "sent",
    [
        {"Origin": "https://example.org"},
        {"Origin": "http://localhost:9999"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {},
    ],
)
def test_what_another_site_sends_is_refused(
    reader: TestClient, kept: Judgements, sent: dict[str, str]
) -> None:
    place = first_waiting(reader)
    fields = fields_of(reader.get(place).text)
    answer = reader.post(place, data=fields | {"judgement": "accepted"}, headers=sent)
    assert answer.status_code == 403
    assert list(kept) == []
    assert reader.post("/review/sign-in", data={"token": TOKEN}, headers=sent).status_code == 403


def test_a_form_is_taken_in_one_shape_only(reader: TestClient) -> None:
    place = first_waiting(reader)
    assert reader.post(place, json={"judgement": "wrong"}, headers=HERE).status_code == 415
    assert reader.post(place, files={"a": b"b"}, headers=HERE).status_code == 415
    many = "&".join(f"f{number}=1" for number in range(1000))
    form = {"Content-Type": signing.FORM, **HERE}
    assert reader.post(place, content=many, headers=form).status_code == 400
    assert reader.post(place, content=b"note=\xff\xfe", headers=form).status_code == 400


# The queue


def test_the_least_sure_wait_first(reader: TestClient) -> None:
    page = reader.get("/review").text
    sure = [float(each) for each in re.findall(r"confidence (\d\.\d\d)", page)]
    assert len(sure) == 25
    assert sure == sorted(sure)


def test_the_queue_goes_on_behind_its_end(reader: TestClient) -> None:
    seen: list[str] = []
    place: str | None = "/review"
    while place is not None:
        page = reader.get(place).text
        seen += re.findall(r'class="dyad" href="/review/mention/(\w+)', page)
        further = re.findall(r'<a href="([^"]*)" rel="next">Further', page)
        place = html.unescape(further[0]) if further else None
    (total,) = re.findall(r"(\d+) mentions are as asked for", reader.get("/review").text)
    assert len(seen) == len(set(seen)) == int(total)


def test_the_queue_is_narrowed_by_states_type_and_dissent(reader: TestClient) -> None:
    whole = reader.get("/review").text
    pair = reader.get("/review?one=kenya&other=Somalia").text
    dyads = re.findall(r'class="dyad"[^>]*>([^<]*)<', pair)
    assert dyads
    assert all("KEN" in dyad and "SOM" in dyad for dyad in dyads)
    alone = reader.get("/review?one=KEN&other=").text
    assert alone.count('class="dyad"') > pair.count('class="dyad"')
    kind = reader.get("/review?type=REJECT").text
    assert set(re.findall(r'class="act[^"]*">(\w+)', kind)) == {"REJECT"}
    odd = reader.get("/review?dissent=1").text
    assert odd.count("the witnesses disagree") == odd.count('class="dyad"') > 0
    newest = reader.get("/review?order=newest").text
    assert re.findall(r'class="dyad" href="([^?"]*)', newest) != re.findall(
        r'class="dyad" href="([^?"]*)', whole
    )


@pytest.mark.parametrize("query", ["one=Atlantis", "type=DANCE", "order=up", "state=all", "one=" + "x" * 300])
def test_a_question_without_meaning_is_told(reader: TestClient, query: str) -> None:
    assert reader.get(f"/review?{query}").status_code in {400, 422}


def test_what_was_asked_stays_in_every_address(reader: TestClient) -> None:
    place = first_waiting(reader, "?one=KEN&type=REJECT&dissent=1")
    page = reader.get(place).text
    for kept in ("one=KEN", "type=REJECT", "dissent=1"):
        assert kept in place
        assert kept in re.findall(r'<form method="post" action="([^"]*)', page)[0]
        assert kept in re.findall(r'<a href="([^"]*)" rel="next">Leave', page)[0]


def test_what_is_left_for_later_does_not_come_next(reader: TestClient) -> None:
    place = first_waiting(reader)
    later = html.unescape(re.findall(r'<a href="([^"]*)" rel="next">Leave', reader.get(place).text)[0])
    following = reader.get(later).headers["location"]
    assert following.partition("?")[0] != place.partition("?")[0]


# Judging


def test_a_mention_is_accepted_and_the_next_one_shown(reader: TestClient, kept: Judgements) -> None:
    place = first_waiting(reader, "?type=SANCTION")
    answer = judge(reader, place, judgement="accepted", note=" quite so ")
    assert answer.status_code == 303
    (told,) = kept
    assert told.verdict == "accepted"
    assert told.corrected is None
    assert (told.by, told.note) == ("Ada", "quite so")
    assert told.mention in place
    following = reader.get(reader.get(answer.headers["location"]).headers["location"])
    assert "Kept." in following.text
    assert f"/review/mention/{told.mention}?" in following.text
    assert told.mention not in first_waiting(reader, "?type=SANCTION")


def test_the_original_stays_beside_the_correction(reader: TestClient, kept: Judgements, demo: Path) -> None:
    place = first_waiting(reader, "?type=SANCTION")
    changed = {"actors": "russia, EUR", "act": "COERCE/seize", "status": "denied", "first": "2010-02-01"}
    assert judge(reader, place, judgement="corrected", **changed).status_code == 303
    (told,) = kept
    with comity.open(demo, read_only=True) as ledger:
        claim = queue.claim(ledger.store(), told.mention)
    assert told.original == claim.record()
    assert told.text == claim.sentence
    assert (told.document, told.name) == (claim.document.id, claim.document.name)
    assert told.corrected is not None
    assert told.corrected.record() == {
        "actors": ["RUS", "EUR"],
        "recipients": told.original["recipients"],
        "type": "COERCE",
        "mode": "seize",
        "status": "denied",
        "date_start": "2010-02-01",
        "date_end": told.original["date_end"],
    }


def test_judging_again_keeps_both_and_shows_the_newest(reader: TestClient, kept: Judgements) -> None:
    place = first_waiting(reader)
    judge(reader, place, judgement="corrected", status="denied", note="first")
    page = reader.get(place).text
    assert "Judged before: right as corrected" in page
    assert fields_of(page)["status"] == "denied"
    before = fields_of(page)
    assert before["judgement"] == "corrected"
    (first,) = kept
    judge(reader, place, judgement="wrong", status=first.original["status"], note="")
    assert [each.verdict for each in kept] == ["corrected", "wrong"]
    assert kept.newest()[first.mention].verdict == "wrong"
    assert first.mention in reader.get("/review?state=judged").text


@pytest.mark.parametrize(
    ("told", "where"),
    [
        ({}, "judgement"),
        ({"judgement": "perhaps"}, "judgement"),
        ({"judgement": "corrected"}, "judgement"),
        ({"judgement": "accepted", "status": "denied"}, "judgement"),
        ({"judgement": "wrong", "actors": "RUS, CHN, FRA"}, "judgement"),
        ({"judgement": "corrected", "actors": "Jpan"}, "actors"),
        ({"judgement": "corrected", "recipients": " , "}, "recipients"),
        ({"judgement": "corrected", "act": "DANCE/"}, "act"),
        ({"judgement": "corrected", "act": "SANCTION/riot"}, "act"),
        ({"judgement": "corrected", "status": "sure"}, "status"),
        ({"judgement": "corrected", "first": "yesterday"}, "first"),
        ({"judgement": "corrected", "first": "2022-02-30"}, "first"),
        ({"judgement": "corrected", "last": "1900-01-01"}, "last"),
        ({"judgement": "accepted", "note": "x" * 2001}, "note"),
    ],
)
def test_what_does_not_fit_is_told_at_its_field(
    reader: TestClient, kept: Judgements, told: dict[str, str], where: str
) -> None:
    answer = judge(reader, first_waiting(reader), **told)
    assert answer.status_code == 422
    assert f'id="wrong-{where}"' in answer.text
    assert f'<a href="#{where}">' in answer.text
    assert list(kept) == []
    for name, value in told.items():  # what was written stays in the form
        if name in {"actors", "recipients", "first", "last", "note"}:
            assert fields_of(answer.text)[name] == value


def test_what_the_coder_has_read_anew_is_looked_at_again(reader: TestClient, kept: Judgements) -> None:
    answer = judge(reader, first_waiting(reader), judgement="accepted", seen="0123456789abcdef")
    assert answer.status_code == 409
    assert "look again" in answer.text
    assert list(kept) == []


def test_what_is_no_mention_is_not_found(reader: TestClient) -> None:
    assert reader.get("/review/mention/zzz").status_code == 404
    assert reader.post("/review/mention/zzz", data={"note": ""}, headers=HERE).status_code == 404


def test_no_answer_of_the_desk_is_kept(reader: TestClient) -> None:
    for place in ("/review", first_waiting(reader), "/review/sign-in"):
        assert reader.get(place).headers["cache-control"] == "no-store"


def test_a_damaged_file_is_told_and_stays(reader: TestClient, kept: Judgements) -> None:
    kept.path.write_text("{}\n")
    answer = reader.get("/review")
    assert answer.status_code == 503  # it is no fault of who asks
    assert "judged.jsonl, line 1: lacks mention" in answer.text
    assert str(kept.path.parent) not in answer.text
    assert kept.path.read_text() == "{}\n"


# What comes out


def test_judgements_come_out_as_lines(reader: TestClient, kept: Judgements) -> None:
    for _ in range(3):
        judge(reader, first_waiting(reader), judgement="wrong")
    answer = reader.get("/api/v1/judgements")
    assert answer.headers["content-type"].startswith("application/jsonl")
    assert answer.text == kept.path.read_text(encoding="utf-8")
    assert [json.loads(line)["judgement"] for line in answer.text.splitlines()] == ["wrong"] * 3


def test_a_program_asks_with_the_token(desk_of: TestClient) -> None:
    asked = {"Authorization": f"Bearer {TOKEN}"}
    assert desk_of.get("/api/v1/judgements", headers=asked).status_code == 200
    for wrong in ({}, {"Authorization": "Bearer x"}, {"Authorization": f"Basic {TOKEN}"}):
        answer = desk_of.get("/api/v1/judgements", headers=wrong)
        assert answer.status_code == 401
        assert answer.headers["www-authenticate"] == "Bearer"
        assert answer.json()["status"] == 401


# What a page told


def test_what_a_page_told_does_nothing(tmp_path: Path) -> None:
    place = showing.ledger_of(tmp_path, [showing.HOSTILE])
    kept = Judgements(tmp_path / "judged.jsonl")
    with showing.client_of(place, review=Review(kept, TOKEN)) as client:
        sign_in(client, name=showing.EVIL)
        mention = first_waiting(client)
        showing.harmless(client.get(mention).text)
        judge(client, mention, judgement="wrong", note=showing.EVIL)
        showing.harmless(client.get("/review?state=judged").text)
        showing.harmless(client.get(mention).text)


# In a browser


@pytest.mark.parametrize(("width", "scheme", "script"), [(1440, "light", True), (360, "dark", False)])
def test_a_reader_judges_with_the_keyboard(
    browser: Browser, demo: Path, kept: Judgements, width: int, scheme: str, script: bool
) -> None:
    assert FLAGS
    with (
        comity.open(demo, read_only=True) as ledger,
        served(make(Desk(ledger, review=Review(kept, TOKEN)))) as at,
    ):
        look = Look(browser, at)
        with look.at(f"/review/sign-in?token={TOKEN}", width=width, scheme=scheme, script=script) as page:
            page.get_by_label("Your name").fill("Ada")
            page.keyboard.press("Enter")
            page.get_by_role("link", name="Begin with the first").press("Enter")
            page.get_by_label("wrong: the sentence").focus()
            page.keyboard.press("Space")
            page.get_by_label("Note").fill("not so")
            page.get_by_role("button", name="Keep").press("Enter")
            page.get_by_text("Kept.").wait_for()
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth") if script else True
            if script:
                assert axe(page) == []
                page.get_by_role("link", name="The queue").click()
                assert axe(page) == []
        assert look.wrong == []
    assert [(each.verdict, each.note, each.by) for each in kept] == [("wrong", "not so", "Ada")]


# From the command line


def test_serving_begins_with_a_file_that_can_be_used(
    demo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = tmp_path / "broken.jsonl"
    broken.write_text("{}\n")
    for file, token, code, told in (
        (broken, TOKEN, 2, "line 1: lacks mention"),
        (tmp_path, TOKEN, 3, "choose another file"),
        (tmp_path / "fresh.jsonl", "short", 2, "could be guessed"),
    ):
        asked = ["serve", "--ledger", str(demo), "--port", "0", "--review", str(file), "--token", token]
        assert main(asked) == code
        assert told in " ".join(capsys.readouterr().err.split())


@pytest.mark.parametrize("token", ["", TOKEN])
def test_serving_tells_where_to_sign_in_and_no_token_that_was_given(
    demo: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    token: str,
) -> None:
    def begin(desk: Desk, host: str, port: int, *, names: Any, ready: Any) -> None:
        ready("http://127.0.0.1:8470/")

    monkeypatch.setattr("comity.web.serving.serve", begin)
    monkeypatch.setenv("COMITY_REVIEW_TOKEN", token)
    with pytest.raises(SystemExit) as ended:  # typer ends so
        main(["serve", "--ledger", str(demo), "--review", str(tmp_path / "judged.jsonl")])
    assert not ended.value.code
    told = capsys.readouterr().out
    assert ("/review/sign-in?token=" in told) is (token == "")
    assert "http://127.0.0.1:8470/review/sign-in" in told
    assert TOKEN not in told
