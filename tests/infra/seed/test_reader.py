"""The company's files: sound, and rich enough for what every dialect wants to show."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from shutil import copytree

import pytest

from chalicelib.domain.group import GROUP
from chalicelib.domain.person import PERSON
from chalicelib.domain.service import SERVICE
from chalicelib.domain.site import SITE
from chalicelib.domain.ticket import LEVELS, PRIORITIES, STATES, TICKET, TYPES
from infra.seed.entries import Company, Entry
from infra.seed.reader import COMPANY, UnsoundError, read

FICTIONAL = re.compile(  # what the regulators of each country keep free for films and books
    r"\+1(?:250|303|403|503|604|612|925)?55501\d{2}"
    r"|\+44(?:1134960|1174960|1314960|1614960|2079460)\d{3}"
    r"|\+49(?:2214710|3023125|4066969|6990009|8999998)\d{3}"
    r"|\+33(?:26191|46571)\d{4}|\+35320910\d{4}|\+46(?:3139006|4062804|8465004)\d{2}|\+61[23]5550\d{4}"
)


@pytest.fixture(scope="module")
def company() -> Company:
    return read()


def _tickets(company: Company, type_: str | None) -> list[Entry]:
    return [ticket for ticket in company.of(TICKET) if ticket.values.get("type") == type_]


def test_there_are_forty_people_at_the_least_and_a_list_of_fifty_holds_them(company: Company) -> None:
    assert 40 <= len(company.of(PERSON)) < 50


def test_one_of_six_and_more_groups_is_the_service_desk(company: Company) -> None:
    assert "Service Desk" in [group.values["name"] for group in company.of(GROUP)][3:]


def test_the_groups_with_known_names_come_first(company: Company) -> None:
    names = [group.values["name"] for group in company.of(GROUP)]

    assert names[:3] == ["Operations", "Fire Department", "Retired Team"]


def test_imported_sites_come_first_in_the_order_of_their_numbers(company: Company) -> None:
    numbers = [entry.number for entry in company.entries]

    assert numbers == [101, 2038103, 2038104, 2038105, 2038106] + [None] * (len(numbers) - 5)


def test_one_site_is_closed(company: Company) -> None:
    assert [site.values["name"] for site in company.of(SITE) if not site.values["active"]] == ["Retail Store 2"]


def test_there_are_twelve_services(company: Company) -> None:
    names = [service.values["name"] for service in company.of(SERVICE)]

    assert len(names) == 12
    assert {"E-mail", "VPN", "Payroll"} < set(names)


def test_incidents_are_in_all_states(company: Company) -> None:
    incidents = _tickets(company, "incident")

    assert len(incidents) == 60
    assert {ticket.values["state"] for ticket in incidents} == set(STATES)


def test_five_incidents_are_about_security(company: Company) -> None:
    assert Counter(ticket.values.get("category") for ticket in _tickets(company, "incident"))["Security"] == 5


def test_there_are_twenty_requests(company: Company) -> None:
    assert len(_tickets(company, "request")) == 20


@pytest.mark.parametrize("type_", [*TYPES, None])
def test_tickets_of_every_type_and_of_none_are_open_and_closed(company: Company, type_: str | None) -> None:
    closed = {ticket.values["state"] == "closed" for ticket in _tickets(company, type_)}

    assert closed == {True, False}


@pytest.mark.parametrize(("name", "words"), [("priority", PRIORITIES), ("impact", LEVELS), ("urgency", LEVELS)])
def test_every_word_of_a_scale_occurs(company: Company, name: str, words: tuple[str, ...]) -> None:
    assert {ticket.values.get(name) for ticket in company.of(TICKET)} >= set(words)


def test_tickets_rise_with_time(company: Company) -> None:
    opened = [ticket.opened or 0.0 for ticket in company.of(TICKET)]

    assert opened == sorted(opened, reverse=True)


def test_customers_can_be_written_to_about_one_or_two_services(company: Company) -> None:
    customers = [person.values for person in company.of(PERSON) if not person.values.get("operator")]
    reachable = [person for person in customers if "email" in person and "mobile" in person]

    assert len(reachable) >= 3
    assert {len(person["services"]) for person in reachable} == {1, 2}


@pytest.mark.parametrize("closed", [True, False])
def test_an_operator_works_on_a_ticket_about_a_service(company: Company, closed: bool) -> None:
    assert any(
        (ticket.values["state"] == "closed") is closed and company.by_key[ticket.values["assignee"]].values["operator"]
        for ticket in company.of(TICKET)
        if ticket.values.get("services") and "assignee" in ticket.values
    )


def test_a_name_has_an_apostrophe(company: Company) -> None:
    assert any("'" in person.values["last_name"] for person in company.of(PERSON))


def test_mary_mcbride_can_not_be_reached(company: Company) -> None:
    assert not {"email", "phone", "mobile"} & company.by_key["mmcbride"].values.keys()


def test_all_addresses_are_at_example_com(company: Company) -> None:
    people = [address for person in company.of(PERSON) for address in person.values.get("email", ())]
    groups = [group.values["email"] for group in company.of(GROUP) if "email" in group.values]

    assert {address.rpartition("@")[2] for address in people + groups} == {"example.com"}


def test_all_telephone_numbers_are_free_for_fiction(company: Company) -> None:
    names = ("phone", "mobile", "fax")
    numbers = [entry.values[name] for entry in company.entries for name in names if name in entry.values]

    assert [number for number in numbers if not FICTIONAL.fullmatch(number)] == []


def test_a_membership_is_said_once(company: Company) -> None:
    assert not any("groups" in person.values for person in company.of(PERSON))


def test_tickets_do_not_repeat_each_other(company: Company) -> None:
    subjects = Counter(ticket.values["subject"] for ticket in company.of(TICKET))

    assert [subject for subject, times in subjects.items() if times > 1] == []


def test_a_row_that_is_no_object_is_named(tmp_path: Path) -> None:
    _spoil(tmp_path, "sites", "nowhere")

    with pytest.raises(UnsoundError, match=r"sites\[5\]"):
        read(tmp_path / "company")


def test_what_a_card_keeps_must_fit_its_template(tmp_path: Path) -> None:
    _spoil(
        tmp_path, "companies", {"company_name": "Elsewhere", "extras": {"esm": {"folder": "sites", "colour": ["red"]}}}
    )
    _spoil(tmp_path, "companies", {"company_id": "C-1"})

    with pytest.raises(UnsoundError) as caught:
        read(tmp_path / "company")

    assert caught.value.faults == [
        "companies[123]: Company has no place for folder sites.",
        "companies[123]: Company has no place for colour ['red'].",
        "companies[124]: company_name is required.",
    ]


def test_faults_of_several_files_are_told_together(tmp_path: Path) -> None:
    _spoil(tmp_path, "sites", {"key": "nowhere"})
    _spoil(tmp_path, "groups", {"key": "nobody", "name": "Nobody", "members": ["nemo"]})

    with pytest.raises(UnsoundError) as caught:
        read(tmp_path / "company")

    assert caught.value.faults == [
        "sites[5]: name is required.",
        "groups[10]: members points at nemo, which is not there.",
    ]


def _spoil(folder: Path, name: str, row: object) -> None:
    """Add `row` to a file of a copy of the company."""
    copy = folder / "company"
    if not copy.exists():
        copytree(COMPANY, copy)
    file = copy / f"{name}.json"
    file.write_text(json.dumps([*json.loads(file.read_text(encoding="utf-8")), row]), encoding="utf-8")
