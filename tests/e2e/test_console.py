"""The console as people read it: from the door to the last status code, with hand, keyboard and phone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.e2e.reader import PHONE, Reader

PAGES = ("web-services", "public-api")
OTHERS = ["Asset Management Api", "Matrix42 ESM REST API", "Matrix42 Web Services", "Tickets API", "xMatters REST API"]


def test_all_apis_of_all_interfaces_are_listed_and_marked(reader: Reader) -> None:
    reader.read("web-services")
    groups = reader.page.locator("#list h2").all_inner_texts()
    assert sorted(text.rsplit(" ", 1)[0] for text in groups) == OTHERS
    expect(reader.service("Ticket")).to_contain_text("Public API")
    expect(reader.service("Ticket")).to_contain_text("api/ticket")
    expect(reader.service("Activity")).to_contain_text("Product API")
    assert {item.get_attribute("data-public") for item in reader.services.all()} == {"true", "false"}


def test_names_are_in_order(reader: Reader) -> None:
    reader.read("web-services")
    own = reader.page.locator("#list section", has_text="Matrix42 Web Services").locator("[data-service]")
    names = [str(item.get_attribute("data-service")) for item in own.all()]
    assert len(names) > 15
    assert names == sorted(names, key=str.lower)


def test_the_filter_leaves_public_apis_only(reader: Reader) -> None:
    reader.read("web-services")
    everything = reader.services.count()
    reader.page.locator("#public-filter").check()
    left = reader.services.evaluate_all("all => all.map((each) => each.dataset.public)")
    assert set(left) == {"true"}
    assert len(left) < everything
    expect(reader.page.locator("#count")).to_have_text(f"{len(left)} of {everything} APIs")
    reader.page.locator("#public-filter").uncheck()
    expect(reader.services).to_have_count(everything)


def test_a_public_api_shows_all_its_methods_and_tags_the_public_ones(reader: Reader) -> None:
    reader.read("web-services")
    reader.choose("Ticket")
    expect(reader.preview.get_by_role("heading", name="Ticket", exact=True)).to_be_focused()
    expect(reader.operation("Create")).to_contain_text("POST")
    expect(reader.operation("Create").get_by_text("Public", exact=True)).to_be_visible()
    expect(reader.operation("Search")).to_have_attribute("data-public", "false")
    expect(reader.operation("Search").get_by_text("Public", exact=True)).to_have_count(0)


def test_the_public_page_shows_public_apis_with_their_public_methods_only(reader: Reader) -> None:
    reader.read("public-api")
    expect(reader.page.locator("#public-filter")).to_have_count(0)
    expect(reader.service("Activity")).to_have_count(0)
    reader.choose("Ticket")
    expect(reader.operation("Create")).to_be_visible()
    expect(reader.operation("Search")).to_have_count(0)
    assert "public=true" in reader.calls("/Help/Services")[0].url


def test_a_search_narrows_while_one_types_and_finds_methods(reader: Reader) -> None:
    reader.read("web-services")
    reader.search.press_sequentially("getupl")
    expect(reader.services).to_have_count(1)
    reader.page.locator("#list").get_by_role("button", name="GetUploadUrl").click()
    reader.documented()
    assert reader.place == "/console/web-services?service=FileStorage&operation=GetUploadUrl"


@pytest.mark.parametrize("words", ["api/journal", "JOURNAL add", "journal"])
def test_a_search_takes_addresses_and_several_words_in_any_case(reader: Reader, words: str) -> None:
    reader.read("web-services")
    reader.search.fill(words)
    expect(reader.service("Journal")).to_be_visible()
    expect(reader.service("Objects")).to_have_count(0)


def test_a_search_for_a_method_names_it_though_its_api_speaks_of_it_too(reader: Reader) -> None:
    reader.read("web-services")
    reader.search.fill("close")
    hits = reader.page.locator("#list li", has=reader.service("Ticket")).locator("li")
    expect(hits).to_have_text("POST Close")


def test_a_search_that_finds_nothing_says_so(reader: Reader) -> None:
    reader.read("web-services")
    reader.search.fill("zeppelin")
    expect(reader.page.get_by_role("status").filter(has_text="No API and no method matches.")).to_be_visible()
    expect(reader.services).to_have_count(0)


def test_the_documentation_says_what_an_operation_wants_and_gives(reader: Reader) -> None:
    reader.read("web-services")
    reader.choose("Ticket", "Create")
    shown = reader.documentation
    expect(shown.get_by_role("heading", level=2)).to_have_text("Create")
    expect(shown.locator(".endpoint")).to_contain_text("POST/m42Services/api/ticket/create")
    expect(reader.page.locator("#query + dl")).to_contain_text("activityType")
    expect(reader.page.locator("#query + dl")).to_contain_text("optional")
    headings = shown.get_by_role("heading", level=3).all_inner_texts()
    wanted = ["Query parameters", "Request body", "Answer", "Used types", "Status codes", "Code"]
    assert [each for each in headings if each in wanted] == wanted
    codes = shown.locator(".codes dt").all_inner_texts()
    assert {"200", "400", "401"} <= set(codes)


def test_types_lead_to_their_description_below(reader: Reader) -> None:
    reader.read("web-services")
    reader.choose("Ticket", "Create")
    link = reader.page.locator("#body + p a")
    name = link.inner_text()
    link.click()
    target = reader.page.locator(":target")
    expect(target).to_have_text(name)
    expect(target).to_be_in_viewport()
    members = target.locator("xpath=following-sibling::dl[1]")
    expect(members).to_contain_text("required")
    expect(members).to_contain_text("optional")


def test_an_operation_of_another_interface_is_documented_alike(reader: Reader) -> None:
    reader.read("web-services", "?service=squiz")
    reader.preview.locator("[data-operation]").first.click()
    reader.documented()
    expect(reader.documentation.locator(".endpoint")).to_contain_text("/__management_api/v1")


def test_what_ages_says_so_wherever_it_is_shown(reader: Reader) -> None:
    reader.read("web-services")
    reader.choose("Workflow")
    expect(reader.operation("Resume")).to_contain_text("Decommissioned")
    reader.operation("Resume").click()
    life = reader.documentation.locator(".life")
    expect(life).to_contain_text("calls are answered with 410")
    life.get_by_role("button", name="Activity.Reopen").click()
    reader.documented()
    assert reader.place == "/console/web-services?service=Activity&operation=Reopen"
    expect(life).to_have_count(0)


def test_what_is_deprecated_says_until_when_it_works(reader: Reader) -> None:
    reader.read("web-services", "?service=FileStorage&operation=Add")
    life = reader.documentation.locator(".life")
    expect(life).to_contain_text("Deprecated since")
    expect(life).to_contain_text("Ends on")


@pytest.mark.parametrize("page", PAGES)
def test_a_deep_link_leads_through_the_door_to_its_operation(reader: Reader, page: str) -> None:
    reader.read(page, "?service=Ticket&operation=Create")
    reader.documented()
    expect(reader.documentation.get_by_role("heading", name="Create", exact=True)).to_be_focused()
    expect(reader.operation("Create")).to_have_attribute("aria-current", "true")
    expect(reader.service("Ticket")).to_have_attribute("aria-current", "true")
    assert reader.page.title().startswith("Ticket.Create · ")


def test_what_is_open_is_in_view_but_does_not_take_a_search_along(reader: Reader) -> None:
    reader.read("web-services", "?service=xmatters")
    expect(reader.service("xmatters")).to_be_in_viewport()
    reader.page.locator("#list").evaluate("(list) => (list.parentElement.scrollTop = 0)")
    reader.search.press_sequentially("a")
    expect(reader.services.first).to_be_in_viewport()
    expect(reader.service("xmatters")).not_to_be_in_viewport()


def test_a_deep_link_in_other_letters_leads_there_too(reader: Reader) -> None:
    reader.read("web-services", "?service=ticket&operation=create")
    expect(reader.documentation.get_by_role("heading", name="Create", exact=True)).to_be_visible()


def test_a_deep_link_to_nothing_says_so(reader: Reader) -> None:
    reader.read("web-services", "?service=Ticket&operation=Nonsense")
    expect(reader.alert).to_have_text("Ticket.Nonsense does not exist.")
    expect(reader.operation("Create")).to_be_visible()


def test_the_public_page_says_where_a_product_operation_is_found(reader: Reader) -> None:
    reader.read("public-api", "?service=Ticket&operation=Search")
    expect(reader.alert).to_contain_text("Ticket.Search is not public")


def test_back_and_forward_go_the_way_one_came(reader: Reader) -> None:
    reader.read("web-services")
    reader.choose("Ticket", "Create")
    reader.choose("Objects")
    reader.page.go_back()
    expect(reader.documentation.get_by_role("heading", name="Create", exact=True)).to_be_visible()
    reader.page.go_back()
    expect(reader.documentation).to_contain_text("Choose a method")
    reader.page.go_back()
    expect(reader.preview).to_contain_text("Choose an API")
    reader.page.go_forward()
    expect(reader.preview.get_by_role("heading", name="Ticket", exact=True)).to_be_visible()


def test_everything_is_reached_by_keyboard(reader: Reader) -> None:
    reader.visit("web-services")
    keys = reader.page.keyboard
    credentials = reader.cloud.credentials["matrix42"]
    expect(reader.page.get_by_label("Login", exact=True)).to_be_focused()
    keys.type(credentials["login"])
    keys.press("Tab")
    keys.type(credentials["password"])
    keys.press("Enter")
    expect(reader.search).to_be_focused()
    keys.type("ticket")
    keys.press("ArrowDown")
    while reader.page.evaluate("document.activeElement.dataset.service") != "Ticket":
        keys.press("ArrowDown")
    keys.press("Enter")
    expect(reader.preview.get_by_role("heading", name="Ticket", exact=True)).to_be_focused()
    keys.press("Tab")
    expect(reader.operation("Create")).to_be_focused()
    keys.press("ArrowDown")
    expect(reader.operation("Close")).to_be_focused()
    keys.press("Enter")
    expect(reader.documentation.get_by_role("heading", name="Close", exact=True)).to_be_focused()
    keys.press("Escape")
    expect(reader.operation("Close")).to_be_focused()
    keys.press("Escape")
    expect(reader.service("Ticket")).to_be_focused()
    keys.press("/")
    expect(reader.search).to_be_focused()


def test_a_phone_shows_one_thing_at_a_time_and_never_scrolls_sideways(open_tab: Callable[..., Reader]) -> None:
    reader = open_tab(viewport=PHONE, has_touch=True, is_mobile=True)
    panes = reader.page.locator(".pane:visible")

    def is_narrow() -> bool:
        return bool(reader.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))

    reader.visit("web-services")
    assert is_narrow()
    reader.sign_in()
    reader.services.first.wait_for()
    assert [panes.count(), is_narrow()] == [1, True]
    reader.service("Fragments").tap()
    expect(reader.preview).to_be_visible()
    assert [panes.count(), is_narrow()] == [1, True]
    reader.operation("GetRelationsWithSchema").tap()
    reader.documented()
    assert [panes.count(), is_narrow()] == [1, True]
    reader.button("Fragments").filter(visible=True).tap()
    reader.button("All APIs").tap()
    expect(reader.service("Fragments")).to_be_visible()
    assert panes.count() == 1
