"""Who comes into the console, how long for, and what is said when something goes wrong."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Route, expect

from tests.e2e.reader import Reader

EXCHANGE = "GenerateAccessTokenFromApiToken"
SENTENCES = {
    403: "You are not allowed to read this. Not for you.",
    429: "Too many calls. Try again in 17 seconds.",
    500: "The server could not answer (status 500). Try again later.",
    503: "The server could not answer (status 503). Try again later.",
}


def enter_token(reader: Reader, token: str) -> None:
    reader.page.get_by_role("radio", name="API token").check()
    reader.page.get_by_role("textbox", name="API token").fill(token)
    reader.button("Sign in").click()


@pytest.mark.parametrize("page", ["web-services", "public-api", "release-notes"])
def test_who_is_not_signed_in_stands_before_the_door_and_nothing_is_asked(reader: Reader, page: str) -> None:
    reader.visit(page)
    expect(reader.page.get_by_role("heading", level=1).filter(visible=True)).to_have_count(1)
    expect(reader.button("Sign in")).to_be_visible()
    assert reader.calls("/Help/") == []
    assert [item.inner_text() for item in reader.page.get_by_role("navigation").get_by_role("link").all()] == [
        "Web Services",
        "Public API",
        "Release notes",
    ]


def test_login_and_password_open_it(reader: Reader) -> None:
    reader.read("web-services")
    login = reader.cloud.credentials["matrix42"]["login"]
    expect(reader.page.locator("#signed-in")).to_have_text(login)
    reader.page.reload()
    expect(reader.services.first).to_be_visible()


def test_an_api_token_is_exchanged_and_never_sent_elsewhere(reader: Reader) -> None:
    token = reader.cloud.credentials["matrix42"]["api_token"]
    reader.visit("web-services")
    enter_token(reader, token)
    expect(reader.services.first).to_be_visible()
    assert [each.method for each in reader.calls(EXCHANGE)] == ["POST"]
    others = [each for each in reader.requests if EXCHANGE not in each.url]
    assert all(token not in each.headers.get("authorization", "") and token not in each.url for each in others)
    expect(reader.page.locator("#signed-in")).to_have_text(reader.cloud.credentials["matrix42"]["login"])


def test_credentials_go_to_the_interface_alone(reader: Reader) -> None:
    reader.read("web-services")
    with_credentials = [each.url for each in reader.requests if "authorization" in each.headers]
    assert with_credentials
    assert all("/m42Services/api/Help/" in url for url in with_credentials)


def test_a_wrong_password_is_told_and_kept_nowhere(reader: Reader) -> None:
    reader.refusals = True
    reader.visit("web-services")
    reader.enter(reader.cloud.credentials["matrix42"]["login"], "not this one")
    expect(reader.alert).to_have_text("Login or password is wrong, or the account is disabled.")
    assert reader.kept == "{}"
    expect(reader.services).to_have_count(0)


def test_a_token_that_is_not_accepted_is_told(reader: Reader) -> None:
    reader.visit("web-services")
    enter_token(reader, "eyJ0.e30.x")
    expect(reader.alert).to_contain_text("This API token is not accepted")
    assert reader.kept == "{}"


def test_empty_fields_are_told_before_anything_is_sent(reader: Reader) -> None:
    reader.visit("web-services")
    reader.button("Sign in").click()
    expect(reader.alert).to_have_text("Fill in all fields.")
    assert reader.calls("/api/") == []


def test_signing_out_forgets_everything(reader: Reader) -> None:
    reader.read("web-services", "?service=Ticket&operation=Create")
    reader.signed_in.click()
    expect(reader.page.get_by_label("Login", exact=True)).to_be_focused()
    assert reader.kept == "{}"
    expect(reader.services).to_have_count(0)
    expect(reader.documentation.get_by_role("heading", name="Create", exact=True, include_hidden=True)).to_have_count(0)
    reader.page.reload()
    expect(reader.button("Sign in")).to_be_visible()


def test_a_page_that_was_put_by_shows_nothing_to_those_who_signed_out_elsewhere(reader: Reader) -> None:
    reader.read("web-services", "?service=Ticket&operation=Create")
    reader.documented()
    reader.page.evaluate(
        "sessionStorage.clear(); window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))"
    )
    expect(reader.button("Sign in")).to_be_visible()
    expect(reader.services).to_have_count(0)


def test_who_is_in_no_audience_may_read_how_it_would_be_called(reader: Reader) -> None:
    reader.read("web-services", "?service=Fragments&operation=GetList", who="outside_audience")
    reader.documented()
    expect(reader.documentation).to_contain_text("/m42Services/api/data/fragments/{ddName}")


def test_another_tab_knows_nothing_of_it(reader: Reader) -> None:
    reader.read("web-services")
    other = reader.page.context.new_page()
    other.goto(reader.page.url)
    expect(other.get_by_role("button", name="Sign in")).to_be_visible()


def test_an_access_token_is_renewed_before_it_runs_out(reader: Reader) -> None:
    reader.page.clock.install()
    reader.visit("web-services")
    enter_token(reader, reader.cloud.credentials["matrix42"]["api_token"])
    reader.service("Ticket").click()
    reader.page.clock.fast_forward("04:30")
    reader.operation("Create").click()
    reader.documented()
    assert len(reader.calls(EXCHANGE)) == 2
    reader.operation("Close").click()
    reader.documented()
    assert len(reader.calls(EXCHANGE)) == 2


def test_a_token_that_was_revoked_meanwhile_leads_back_to_the_door(reader: Reader) -> None:
    reader.visit("web-services")
    enter_token(reader, reader.cloud.credentials["matrix42"]["api_token"])
    reader.service("Ticket").click()
    reader.answer("/Help/ServiceOperation", 406)
    reader.answer(EXCHANGE, 200, "null")
    reader.operation("Create").click()
    expect(reader.alert).to_contain_text("This API token is not accepted")
    expect(reader.button("Sign in")).to_be_visible()
    assert reader.kept == "{}"


@pytest.mark.parametrize(
    ("status", "sentence"),
    [(401, "You are no longer signed in. Sign in again."), (406, "Your access has expired. Sign in again.")],
)
def test_an_account_that_is_refused_meanwhile_leads_back_to_the_door(
    reader: Reader, status: int, sentence: str
) -> None:
    reader.read("web-services", "?service=Ticket")
    reader.answer("/Help/", status)
    reader.operation("Create").click()
    expect(reader.alert).to_have_text(sentence)
    expect(reader.services).to_have_count(0)


@pytest.mark.parametrize("status", SENTENCES)
def test_a_refusal_is_a_sentence_and_no_empty_list(reader: Reader, status: int) -> None:
    reader.read("web-services")
    reader.answer("/Help/Services", status, json.dumps({"Message": "Not for you."}), **{"Retry-After": "17"})
    reader.page.reload()
    expect(reader.alert).to_have_text(SENTENCES[status])
    expect(reader.page.locator("#panes")).to_be_hidden()
    reader.page.unroute_all()
    reader.button("Try again").click()
    expect(reader.services.first).to_be_visible()
    expect(reader.alert).to_have_count(0)


def test_a_server_that_is_gone_is_a_sentence(reader: Reader) -> None:
    reader.read("web-services", "?service=Ticket")
    reader.refusals = True
    reader.page.route(lambda url: "/Help/ServiceOperation" in url, lambda route: route.abort())
    reader.operation("Create").click()
    expect(reader.documentation.get_by_role("alert")).to_have_text(
        "The server can't be reached. Check your connection."
    )
    reader.page.unroute_all()
    reader.documentation.get_by_role("button", name="Try again").click()
    reader.documented()


@pytest.mark.parametrize("what", ["Audience", "CodeExample"])
def test_what_fails_beside_the_documentation_takes_nothing_away(reader: Reader, what: str) -> None:
    reader.read("web-services", "?service=Ticket&operation=Create")
    reader.documented()
    reader.answer(f"/{what}", 500)
    reader.button({"Audience": "Show audience", "CodeExample": "Code example"}[what]).click()
    expect(reader.documentation.get_by_role("alert")).to_have_text(SENTENCES[500])
    expect(reader.documentation.get_by_role("heading", name="Status codes")).to_be_visible()


def test_what_the_server_says_is_never_read_as_markup(reader: Reader) -> None:
    evil = '<img src="x" onerror="window.harmed = true">'

    def poison(route: Route) -> None:
        services = route.fetch().json()
        for service in services:
            service |= {"Documentation": evil, "RoutePrefix": evil, "Title": evil}
            for operation in service["Operations"]:
                operation |= {"Documentation": evil, "RouteTemplate": evil, "State": evil, "Method": evil}
        route.fulfill(json=services)

    reader.page.route(lambda url: "/Help/Services" in url, poison)
    reader.read("web-services", "?service=Ticket")
    expect(reader.preview.locator(".line").first).to_have_text(evil)
    expect(reader.page.locator("main img")).to_have_count(0)
    assert reader.page.evaluate("window.harmed") is None
