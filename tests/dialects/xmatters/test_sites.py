from __future__ import annotations

import pytest

from chalicelib.domain.record import Change
from chalicelib.domain.site import SITE
from chalicelib.services import records
from tests.dialects.xmatters.desk import ADMIN, HEADQUARTERS, Desk, make_group, make_site
from tests.dialects.xmatters.overtaken import Overtaken


def test_of_two_who_want_the_same_name_at_once_one_gets_it(desk: Desk) -> None:
    with Overtaken(lambda: desk.send("POST", "sites", {"name": "X"})):
        answer = desk.send("POST", "sites", {"name": "x"})
    assert (answer.status, answer.json["errorDetails"][0]["details"]) == (400, "Name already in use")
    with Overtaken(lambda: desk.send("POST", "sites", {"name": "Y"})):
        answer = desk.send("POST", f"sites/{HEADQUARTERS}", {"name": "y"})
    assert (answer.status, answer.json["errorDetails"][0]["details"]) == (400, "Name already in use")


def test_two_who_change_different_things_at_once_both_do(desk: Desk) -> None:
    with Overtaken(lambda: desk.send("POST", f"sites/{HEADQUARTERS}", {"city": "Bonn"})):
        answer = desk.send("POST", f"sites/{HEADQUARTERS}", {"state": "NRW"})
    assert (answer.json["city"], answer.json["state"]) == ("Bonn", "NRW")


def test_coordinates_that_another_dialect_has_changed_are_shown_as_they_are_now(desk: Desk) -> None:
    sent = b'{"name":"X","latitude":37.50,"longitude":"007"}'
    uuid = desk.send("POST", "sites", sent).json["uuid"]
    shown = desk.get(f"sites/{uuid}").json
    assert (shown["latitude"], shown["longitude"]) == ("37.50", "007")
    number = int(desk.get(f"/reapi/2015-01-01/sites/{uuid}").json["identifier"])
    records.change(kind=SITE, number=number, edit=lambda _: Change({"latitude": -1.25}), caller=ADMIN)
    shown = desk.get(f"sites/{uuid}").json
    assert (shown["latitude"], shown["longitude"]) == ("-1.25", "007")


def test_a_site_in_the_trash_is_gone_but_pages_go_on_behind_it(desk: Desk) -> None:
    gone = make_site("Gone")
    records.trash(kind=SITE, number=gone.number, caller=ADMIN)
    assert desk.get(f"sites/{gone.guid}").status == 404
    names = [site["name"] for site in desk.get(f"sites?startAfterSite={gone.guid}").json["sites"]]
    assert names == ["Retail Store 1", "Headquarters"]
    assert desk.send("POST", "sites", {"name": "Gone"}).status == 200


def test_every_page_of_a_hundred_sites_names_a_next_one(desk: Desk) -> None:
    oldest, *_ = [make_site(f"UK {index}") for index in range(100)]
    first = desk.get("/reapi/2015-01-01/sites/?name=uk *").json
    address = f"/reapi/2015-01-01/sites/?name=uk%20%2A&startAfterSite={oldest.number}"
    assert (first["total"], first["nextRecordsUrl"], first["nextRecordsURL"]) == ("100", address, address)
    assert desk.get(address).json == {"total": "", "nextRecordsUrl": "", "nextRecordsURL": "", "sites": []}
    everything = desk.get("sites").json
    assert (everything["total"], len(everything["sites"])) == ("102", 100)
    rest = desk.get(everything["nextRecordsUrl"]).json
    assert ([site["name"] for site in rest["sites"]], rest["nextRecordsUrl"]) == (
        ["Retail Store 1", "Headquarters"],
        "",
    )


def test_a_page_of_groups_names_a_next_one_only_if_there_is_more(desk: Desk) -> None:
    groups = [make_group(f"Group {index}") for index in range(101)]
    first = desk.get("groups").json
    address = f"https://desk.test/reapi/2015-04-01/groups?startAfter={groups[99].number}"
    assert (first["total"], first["nextRecordsUrl"], len(first["records"])) == (101, address, 100)
    second = desk.get(address.removeprefix("https://desk.test")).json
    assert (second["total"], second["nextRecordsUrl"]) == (101, None)
    assert [group["name"] for group in second["records"]] == ["Group 100"]


def test_a_list_that_no_answer_carries_ends_early_and_says_where_it_goes_on(desk: Desk) -> None:
    for index in range(3):
        make_group(f"Group {index}", description="\x01" * 100_000)  # six bytes each, where it is written
    page, pages = desk.get("groups").json, 1
    assert (page["total"], page["nextRecordsUrl"]) == (3, None)
    for index in range(3, 8):
        make_group(f"Group {index}", description="\x01" * 100_000)
    names: list[str] = []
    path = "groups"
    while path:
        page = desk.get(path).json
        names += [group["name"] for group in page["records"]]
        path, pages = (page["nextRecordsUrl"] or "").removeprefix("https://desk.test"), pages + 1
    assert (names, pages) == ([f"Group {index}" for index in range(8)], 3)


@pytest.mark.parametrize("name", ["*" * 3_000 + "x", "a*" * 500, "%", "_", "\\"])
def test_nothing_but_the_star_stands_for_anything(desk: Desk, name: str) -> None:
    assert desk.get(f"sites?name={name.replace('%', '%25')}").json["total"] == "0"
