from __future__ import annotations

from urllib.parse import urlencode

import pytest

from chalicelib import logs
from chalicelib.dialects.xmatters.routes import respond
from chalicelib.gateway import Polydesk
from chalicelib.home import home
from chalicelib.router import Mount
from tests.dialects.xmatters.alert import END, YES, Page, alert, ended, notification
from tests.wire import Answer, Client

pytestmark = pytest.mark.usefixtures("queues")
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@pytest.fixture
def client() -> Client:
    app = Polydesk()
    app.mount(Mount(respond, "/respond"))
    app.mount(Mount(home(()), ""))
    return Client(app)


def post(client: Client, token: str, **fields: str) -> Answer:
    return client.send("POST", f"/respond/{token}", urlencode(fields), FORM)


def test_a_link_shows_the_message_and_a_form_with_its_answers(client: Client) -> None:
    answer = client.send("GET", f"/respond/{alert()}")
    page = Page(answer.text)
    assert (answer.status, page.choices, page.open) == (200, [YES.uuid, END.uuid], [])
    for said in (
        "New Incident #",
        "Bob Smith",
        "message",
        "Disk <full> & hot",
        "Acknowledge",
        "Stop <all>",
        END.description,
    ):
        assert said in page.text
    assert {"tag": "form", "method": "post"} in page.fields


def test_a_page_shows_no_password_and_nothing_that_is_not_for_messages(client: Client) -> None:
    text = client.send("GET", f"/respond/{alert()}").text
    assert "sealed" not in text
    assert "not for all" not in text


def test_following_a_link_changes_nothing(client: Client) -> None:
    token = alert()
    before = notification(token)
    for _ in range(2):
        client.send("GET", f"/respond/{token}")
    assert notification(token) == before


@pytest.mark.parametrize("link", ["answered", "forged"])
def test_pages_are_not_kept_tell_nobody_where_they_were_and_let_in_nothing(client: Client, link: str) -> None:
    token = alert() if link == "answered" else "1-" + "A" * 22
    headers = post(client, token, response=YES.uuid).headers
    assert headers["content-type"] == "text/html; charset=utf-8"
    assert headers["cache-control"] == "no-store"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["x-content-type-options"] == "nosniff"
    assert "default-src 'none'" in headers["content-security-policy"]


def test_only_the_form_may_be_sent_and_only_to_where_it_came_from(client: Client) -> None:
    token = alert()
    asked, confirmed = client.send("GET", f"/respond/{token}"), post(client, token, response=YES.uuid)
    assert "form-action 'self'" in asked.headers["content-security-policy"]
    assert "form-action 'none'" in confirmed.headers["content-security-policy"]


def test_an_answer_is_confirmed_and_recorded(client: Client) -> None:
    token = alert()
    answer = post(client, token, response=YES.uuid.upper(), comment=" On my way.\r\nSoon. ")
    assert answer.status == 200
    assert "Your answer is recorded" in answer.text
    assert "Acknowledge" in Page(answer.text).text
    assert "form" not in Page(answer.text).tags
    recorded = notification(token)
    assert (recorded.get("response"), recorded.get("comment")) == ("Acknowledge", "On my way.\nSoon.")


def test_an_answer_may_come_as_json(client: Client) -> None:
    token = alert()
    assert client.send("POST", f"/respond/{token}", {"response": YES.uuid, "comment": None}).status == 200
    assert notification(token).get("comment") is None


def test_a_second_answer_is_too_late_and_the_page_says_what_was_answered(client: Client) -> None:
    token = alert()
    post(client, token, response=YES.uuid)
    again = post(client, token, response=END.uuid)
    assert again.status == 409
    assert "You have answered this alert already: Acknowledge." in Page(again.text).text
    shown = Page(client.send("GET", f"/respond/{token}").text)
    assert "This alert is answered." in shown.text
    assert shown.choices == []


def test_an_ended_alert_takes_no_answer(client: Client) -> None:
    token = alert()
    ended(token)
    late = post(client, token, response=YES.uuid)
    assert (late.status, notification(token).get("response")) == (409, None)
    assert "has ended" in Page(late.text).text
    shown = client.send("GET", f"/respond/{token}")
    assert (shown.status, Page(shown.text).choices) == (200, [])
    assert "This alert has ended." in shown.text


@pytest.mark.parametrize("fields", [{}, {"response": ""}, {"response": "00000000-0000-4000-8000-00000000b009"}])
def test_without_an_answer_that_is_offered_the_form_comes_again(client: Client, fields: dict[str, str]) -> None:
    token = alert()
    answer = post(client, token, **fields, comment="kept <b>")
    page = Page(answer.text)
    assert (answer.status, page.choices) == (400, [YES.uuid, END.uuid])
    assert "Please choose one of the answers." in page.text
    assert "kept <b>" in page.text
    assert notification(token).get("response") is None


def test_a_comment_has_two_thousand_characters_however_lines_end(client: Client) -> None:
    token = alert()
    answer = post(client, token, response=YES.uuid, comment="x" * 2_001)
    page = Page(answer.text)
    assert (answer.status, "x" * 2_001 in page.text) == (400, True)
    assert [each["value"] for each in page.fields if "checked" in each] == [YES.uuid]
    assert post(client, token, response=YES.uuid, comment="x\r\n" * 999 + "ab").status == 200


@pytest.mark.parametrize("token", ["x", "1-" + "A" * 22, "..", "é", "%00", "0", "a" * 2_000])
def test_a_link_that_nobody_made_is_not_found(client: Client, token: str) -> None:
    for answer in (client.send("GET", f"/respond/{token}"), post(client, token, response=YES.uuid)):
        assert answer.status == 404
        assert "This link does not work" in answer.text
        assert "<script" not in answer.text


def test_a_good_signature_with_another_number_is_forged(client: Client) -> None:
    first, second = alert(), alert()
    assert client.send("GET", f"/respond/{first.split('-')[0]}-{second.split('-', 1)[1]}").status == 404


@pytest.mark.parametrize(
    ("body", "media_type", "status"),
    [
        ("{", "application/json", 400),
        ("[]", "application/json", 400),
        ('{"response": 7}', "application/json", 400),
        ("response=x", "text/plain", 415),
        ("x" * 65_537, "application/x-www-form-urlencoded", 413),
        ("&a=b" * 100, "application/x-www-form-urlencoded", 400),
        (b"response=\xff%ff&comment=%ed%a0%80", "application/x-www-form-urlencoded", 400),
    ],
)
def test_what_can_not_be_read_is_refused_with_a_page(client: Client, body: str, media_type: str, status: int) -> None:
    answer = client.send("POST", f"/respond/{alert()}", body, {"Content-Type": media_type})
    assert answer.status == status
    assert Page(answer.text).tags.count("h1") == 1


def test_other_verbs_are_undefined_and_say_so_with_a_page(client: Client) -> None:
    answer = client.send("PUT", f"/respond/{alert()}")
    assert (answer.status, answer.headers["allow"]) == (405, "GET, POST")
    assert answer.headers["content-type"].startswith("text/html")


def test_no_log_holds_a_token_or_what_was_answered(client: Client, capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure()
    token = alert()
    client.send("GET", f"/respond/{token}")
    post(client, token, response=YES.uuid, comment="secret words")
    written = capsys.readouterr().out
    assert written.count("/respond/{token}") == 2
    assert token not in written
    assert "secret words" not in written
