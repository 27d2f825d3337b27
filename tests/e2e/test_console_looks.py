"""What the console looks and sounds like: languages, colours, names for those who listen; code, audiences, release notes."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import expect

from tests.e2e.reader import DESKTOP, PHONE, Reader

CONTRASTS: Final = (Path(__file__).parent / "contrasts.js").read_text(encoding="utf-8")
VIEWS: Final = {
    "web-services": ("", "?service=Fragments", "?service=FileStorage&operation=Add", "?service=Workflow"),
    "public-api": ("", "?service=Ticket&operation=Create"),
    "release-notes": ("",),
}


def test_code_is_shown_in_four_languages_by_arrow_keys(reader: Reader) -> None:
    reader.read("web-services", "?service=Ticket&operation=Create")
    tabs = reader.page.get_by_role("tab")
    expect(tabs).to_have_text(["JavaScript", "C#", "Python", "curl"])
    panel = reader.page.get_by_role("tabpanel")
    expect(panel).to_contain_text("XMLHttpRequest")
    tabs.first.focus()
    for words in ("HttpClient", "urllib.request", "curl --", "XMLHttpRequest"):
        reader.page.keyboard.press("ArrowRight")
        expect(panel).to_contain_text(words)
        expect(panel).to_contain_text("/m42Services/api/ticket/create")
        assert panel.get_attribute("aria-labelledby") == reader.page.evaluate("document.activeElement.id")


def test_the_language_of_the_code_stays_when_one_goes_on(reader: Reader) -> None:
    reader.read("web-services", "?service=Ticket&operation=Create")
    reader.page.get_by_role("tab", name="Python").click()
    reader.operation("Close").click()
    expect(reader.page.get_by_role("tab", name="Python")).to_have_attribute("aria-selected", "true")
    expect(reader.page.get_by_role("tabpanel")).to_contain_text("urllib")


def test_code_and_addresses_are_copied(open_tab: Callable[..., Reader]) -> None:
    reader = open_tab(permissions=["clipboard-read", "clipboard-write"])
    reader.read("web-services", "?service=Ticket&operation=Create")
    expect(reader.page.get_by_role("tabpanel")).to_contain_text("XMLHttpRequest")
    reader.page.get_by_role("button", name="Copy", exact=True).click()
    expect(reader.page.get_by_role("button", name="Copied")).to_be_visible()
    assert reader.page.evaluate("navigator.clipboard.readText()") == reader.page.locator("#code-panel").text_content()
    reader.button("Copy address").click()
    expect(reader.page.get_by_role("button", name="Copied")).to_have_count(2)
    address = f"{reader.cloud.base_url}/m42Services/api/ticket/create"
    assert reader.page.evaluate("navigator.clipboard.readText()") == address


def test_code_is_copied_where_a_browser_offers_no_clipboard(reader: Reader) -> None:
    reader.page.add_init_script("Object.defineProperty(navigator, 'clipboard', { value: undefined });")
    reader.read("web-services", "?service=Ticket&operation=Create")
    expect(reader.page.get_by_role("tabpanel")).to_contain_text("XMLHttpRequest")
    reader.button("Copy address").click()
    expect(reader.button("Copied")).to_be_focused()
    reader.search.focus()
    reader.page.keyboard.press("Control+v")
    expect(reader.search).to_have_value(f"{reader.cloud.base_url}/m42Services/api/ticket/create")


def test_the_code_example_is_one_text_file_in_all_languages(reader: Reader, tmp_path: Path) -> None:
    reader.read("web-services", "?service=Ticket&operation=Create")
    with reader.page.expect_download() as downloading:
        reader.button("Code example").click()
    assert downloading.value.suggested_filename == "Ticket.Create.txt"
    downloading.value.save_as(tmp_path / "example.txt")
    text = (tmp_path / "example.txt").read_text(encoding="utf-8")
    assert all(words in text for words in ("XMLHttpRequest", "HttpClient", "urllib.request", "curl "))
    credentials = reader.cloud.credentials["matrix42"]
    assert not any(secret in text for secret in (credentials["password"], credentials["api_token"]))


def test_an_audience_is_shown_with_its_groups(reader: Reader) -> None:
    reader.read("web-services", "?service=Fragments&operation=Get")
    reader.button("Show audience").click()
    dialog = reader.page.get_by_role("dialog", name="Audience of Fragments.Get")
    expect(dialog).to_contain_text("Laid down for the whole API")
    expect(dialog.get_by_role("listitem")).to_have_text("Integrators Group")
    reader.page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(reader.button("Show audience")).to_be_focused()
    assert reader.place == "/console/web-services?service=Fragments&operation=Get"


def test_the_audience_of_one_method_says_that_it_is(reader: Reader) -> None:
    reader.read("web-services", "?service=Ticket&operation=Close")
    reader.button("Show audience").click()
    dialog = reader.page.get_by_role("dialog")
    expect(dialog).to_contain_text("Laid down for this method")
    dialog.get_by_role("button", name="Close").click()
    expect(dialog).to_have_count(0)


def test_without_an_audience_everyone_may_call(reader: Reader) -> None:
    reader.read("web-services", "?service=Ticket&operation=Create")
    reader.button("Show audience").click()
    expect(reader.page.get_by_role("dialog")).to_contain_text("Everyone who is signed in.")


def test_release_notes_tell_the_newest_first_and_lead_to_their_operations(reader: Reader) -> None:
    reader.read("release-notes")
    days = [str(each.get_attribute("datetime")) for each in reader.page.locator("time").all()]
    assert len(days) > 2
    assert days == sorted(days, reverse=True)
    last = reader.page.get_by_role("listitem").filter(has_text="Workflow.Resume").first
    assert last.locator(".tag").all_inner_texts() == ["Obsolete", "Decommissioned"]
    reader.page.get_by_role("link", name="FileStorage.Add").first.click()
    expect(reader.documentation.locator(".life")).to_contain_text("FileStorage.GetUploadUrl")


@pytest.mark.parametrize(
    ("language", "search", "public", "heading"),
    [
        ("de", "APIs und Methoden suchen", "Öffentliche API", "Verwendete Typen"),
        ("fr", "Chercher des API et méthodes", "API publique", "Types utilisés"),
    ],
)
def test_the_page_and_what_it_shows_speak_another_language(
    reader: Reader, language: str, search: str, public: str, heading: str
) -> None:
    reader.read("web-services", "?service=Ticket&operation=Create")
    reader.documented()
    english = reader.preview.locator(".line").first.inner_text()
    reader.page.get_by_label("Language", exact=True).select_option(language)
    expect(reader.documentation.get_by_role("heading", name=heading)).to_be_visible()
    expect(reader.preview.locator(".line").first).not_to_have_text(english)
    expect(reader.page.get_by_role("searchbox", name=search)).to_have_attribute("placeholder", search)
    expect(reader.page.get_by_role("navigation").get_by_role("link", name=public)).to_be_visible()
    assert reader.page.locator("html").get_attribute("lang") == language
    assert reader.calls("/Help/Services")[-1].headers["explicit-language"] == language
    reader.page.reload()
    expect(reader.documentation.get_by_role("heading", name=heading)).to_be_visible()


def test_the_language_of_the_browser_is_the_first_one(open_tab: Callable[..., Reader]) -> None:
    reader = open_tab(locale="fr-CA")
    reader.visit("web-services")
    expect(reader.button("Se connecter")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("page", VIEWS)
def test_every_text_stands_out_from_its_ground_and_nothing_jumps(
    open_tab: Callable[..., Reader], page: str, size: dict[str, int], scheme: str
) -> None:
    reader = open_tab(viewport=size, color_scheme=scheme)
    reader.visit(page)
    assert reader.page.evaluate(CONTRASTS) == []
    reader.sign_in()
    for query in VIEWS[page]:
        reader.visit(page, query)
        reader.page.locator("[data-service], .day").first.wait_for(state="attached")
        if "operation" in query:
            reader.documented()
        assert reader.page.evaluate(CONTRASTS) == []
        assert reader.page.evaluate("window.shifts") < 0.02
        assert reader.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_the_ground_is_dark_where_dark_is_wished(open_tab: Callable[..., Reader]) -> None:
    grounds = {}
    for scheme in ("light", "dark"):
        reader = open_tab(color_scheme=scheme)
        reader.visit("web-services")
        ground = reader.page.evaluate("getComputedStyle(document.body).backgroundColor")
        grounds[scheme] = sum(int(part) for part in re.findall(r"\d+", ground)[:3])
    assert grounds["dark"] < 100 < 600 < grounds["light"]


def test_nothing_moves_for_those_who_wish_that(open_tab: Callable[..., Reader]) -> None:
    reader = open_tab(reduced_motion="reduce")
    reader.read("web-services")
    durations = reader.page.evaluate(
        "[...document.querySelectorAll('*')].map((each) => getComputedStyle(each).transitionDuration)"
    )
    assert set(durations) == {"0s"}


def test_those_who_listen_hear_what_others_see(reader: Reader) -> None:
    reader.read("web-services", "?service=FileStorage&operation=Add")
    reader.documented()
    expect(reader.page.get_by_role("banner")).to_match_aria_snapshot("""
      - banner:
        - link "Polydesk"
        - navigation "Integration":
          - paragraph: Integration
          - list:
            - listitem:
              - link "Web Services"
            - listitem:
              - link "Public API"
            - listitem:
              - link "Release notes"
        - combobox "Language"
        - button "Sign out"
    """)
    expect(reader.page.get_by_role("region", name="Web Services", exact=True)).to_match_aria_snapshot("""
      - region "Web Services":
        - heading "Web Services" [level=1]
        - search:
          - searchbox "Search APIs and methods"
          - checkbox "Public API only"
        - status: /\\d+ of \\d+ APIs/
        - heading /Matrix42 Web Services \\d+/ [level=2]
        - list:
          - listitem:
            - button "Activity Product API api/activity"
    """)
    expect(reader.preview).to_match_aria_snapshot("""
      - region "FileStorage":
        - heading "FileStorage" [level=2]
        - heading /Methods \\d+/ [level=3]
        - list:
          - listitem:
            - button /POST GetUploadUrl Public getuploadurl .+/
    """)
    expect(reader.documentation).to_match_aria_snapshot("""
      - article "Add":
        - heading "Add" [level=2]
        - button "Copy address"
        - paragraph:
          - button "FileStorage.GetUploadUrl"
        - paragraph:
          - button "Code example"
          - button "Show audience"
        - navigation "On this page"
        - heading "Query parameters" [level=3]
        - heading "Status codes" [level=3]
        - tablist "Language of the code":
          - tab "JavaScript" [selected]
        - button "Copy"
        - tabpanel "JavaScript"
    """)
