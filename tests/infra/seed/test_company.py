"""The company's cards: what templates of the ESM dialect show of it, and what the shared records keep for them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from chalicelib.domain.person import PERSON
from chalicelib.domain.ticket import STATES, TICKET
from infra.seed.entries import Company, Entry
from infra.seed.reader import read

TEMPLATES = ("company", "country", "change", "rest_example")


@pytest.fixture(scope="module")
def company() -> Company:
    return read()


def _tickets(company: Company, type_: str) -> list[Entry]:
    return [ticket for ticket in company.of(TICKET) if ticket.values.get("type") == type_]


def _cards(company: Company, code: str) -> tuple[Entry, ...]:
    return company.of(company.layout.kinds[code])


def _kept(entry: Entry) -> Mapping[str, Any]:
    return entry.extras.get("esm", {})


def _attributes(card: Entry) -> dict[str, Any]:
    """What a card holds, wherever it is kept."""
    beside = {"log": card.journal} if card.journal else {}
    return {**card.values, **_kept(card), **beside, **{each.field: [each] for each in card.attachments}}


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, (Mapping, list)):
        for each in value.values() if isinstance(value, Mapping) else value:
            yield from _texts(each)


def test_folders_stand_in_their_order(company: Company) -> None:
    assert [folder["code"] for folder in company.layout.folders] == [
        "incident_management",
        "security_incidents",
        "service_requests",
        "personnel",
        "support_groups",
        "sites",
        "service_catalogue",
        "companies",
        "reference_data",
        "changes",
        "rest_examples",
    ]


def test_templates_are_called_as_they_are_known(company: Company) -> None:
    assert {each["code"]: each["prefix"] for each in company.layout.templates} == dict(
        zip(TEMPLATES, ("COM", "COU", "CHG", "REX"), strict=True)
    )


@pytest.mark.parametrize(("code", "number"), list(zip(TEMPLATES, (123, 12, 10, 5), strict=True)))
def test_there_are_cards_of_every_template(company: Company, code: str, number: int) -> None:
    assert len(_cards(company, code)) == number


def test_three_companies_are_hidden(company: Company) -> None:
    assert Counter(_kept(card).get("hidden", False) for card in _cards(company, "company")) == {False: 120, True: 3}


def test_no_company_has_more_than_one_website(company: Company) -> None:
    assert {len(_attributes(card).get("websites", ())) for card in _cards(company, "company")} == {0, 1}


def test_names_of_companies_have_quotes_and_umlauts_and_are_told_apart(company: Company) -> None:
    names = [card.values["company_name"] for card in _cards(company, "company")]

    assert "O'Neill Ltd" in names
    assert all(any(each in name for name in names) for each in '"&üö')
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("code", TEMPLATES)
def test_every_attribute_is_filled_somewhere_and_every_static_value_used(company: Company, code: str) -> None:
    cards = _cards(company, code)
    for attribute in next(each for each in company.layout.templates if each["code"] == code)["attributes"]:
        held = [_attributes(card)[attribute["code"]] for card in cards if attribute["code"] in _attributes(card)]
        used = set(_texts(held)) if attribute["type"] == "static-value" else set()

        assert held, attribute["code"]
        assert used == {each["code"] or each["value"] for each in attribute.get("values", ())}


@pytest.mark.parametrize("code", ["company", "rest_example"])
def test_most_attributes_are_also_empty_somewhere(company: Company, code: str) -> None:
    filled = Counter(name for card in _cards(company, code) for name in _attributes(card))

    assert sum(times < len(_cards(company, code)) for times in filled.values()) > len(filled) / 2


def test_incidents_about_security_lie_in_their_folder(company: Company) -> None:
    incidents = _tickets(company, "incident")
    about = [ticket.key for ticket in incidents if ticket.values.get("category") == "Security"]

    assert [ticket.key for ticket in incidents if _kept(ticket).get("folder") == "security_incidents"] == about


def test_requests_show_all_eight_statuses(company: Company) -> None:
    shown = {_kept(ticket).get("state:status", ticket.values["state"]) for ticket in _tickets(company, "request")}

    assert shown == {*STATES, "02", "03", "08"}


def test_about_half_of_the_people_belong_to_a_company(company: Company) -> None:
    people = company.of(PERSON)

    assert sum("company" in _kept(person) for person in people) == pytest.approx(len(people) / 2, abs=5)


def test_companies_have_addresses_that_are_nobodys(company: Company) -> None:
    said = [value for card in _cards(company, "company") for value in _texts([card.values, card.extras])]
    hosts = [match[1] for text in said for match in re.finditer(r"(?:://|@)([\w.-]+)", text)]

    assert hosts
    assert [host for host in hosts if not host.endswith(".example")] == []
