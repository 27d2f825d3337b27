"""What templates the company lays down, and what fits them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest

from chalicelib.domain.group import GROUP
from chalicelib.domain.kind import Kind
from chalicelib.domain.person import PERSON
from chalicelib.domain.record import Record
from chalicelib.domain.ticket import TICKET
from infra.seed.cards import Layout

SOME_DAY = datetime(2024, 5, 1, tzinfo=UTC)
LAYOUT = Layout(
    templates=(
        {
            "code": "company",
            "name": "Company",
            "prefix": "COM",
            "nameAttribute": "name",
            "kind": None,
            "attributes": [
                {"code": "name", "name": "Name", "type": "string", "required": True},
                {
                    "code": "status",
                    "name": "Status",
                    "type": "static-value",
                    "default": "new",
                    "values": [{"code": "new", "value": "New"}, {"code": "old", "value": "Old"}],
                },
                {"code": "site", "name": "Web site", "type": "external-reference"},
            ],
        },
    ),
    folders=(
        {"code": "companies", "name": "Companies", "parent": None, "templates": ["company"]},
        {"code": "requests", "name": "Requests", "parent": None, "templates": ["ServiceRequest"]},
    ),
)
COMPANY = LAYOUT.kinds["company"]
SITE = {"name": "www", "location": "https://www.example/"}


def record(kind: Kind, kept: dict[str, Any], **fields: Any) -> Record:
    extras = {"esm": kept} if kept else {}
    return Record(kind, 1, UUID(int=0), 0, SOME_DAY, SOME_DAY, fields=fields, extras=extras)


def request(state: str, **kept: Any) -> Record:
    return record(TICKET, kept, type="request", state=state)


def test_a_template_has_a_kind_of_its_own_whose_cards_begin_with_defaults() -> None:
    assert COMPANY.name == "company"
    assert LAYOUT.defaults(COMPANY) == {"status": "new"}
    assert LAYOUT.defaults(TICKET) == {}


def test_what_a_kind_has_no_field_for_is_kept_beside() -> None:
    assert LAYOUT.beside(COMPANY) == {"site"}
    assert LAYOUT.beside(TICKET) == frozenset()


@pytest.mark.parametrize(
    "fitting",
    [
        record(COMPANY, {"hidden": True, "folder": "companies", "site": [SITE]}, name="Mill"),
        record(PERSON, {"company": ["company#5"]}),
        record(GROUP, {}),
        request(
            "closed",
            **{"state:status": "08"},
            folder="requests",
            OrderedBy=["person#5"],
            AdditionalInformation=["<b>Soon</b>"],
        ),
        record(TICKET, {}, type="problem"),
    ],
)
def test_what_fits_is_passed_over(fitting: Record) -> None:
    assert list(LAYOUT.misfits(fitting)) == []


@pytest.mark.parametrize(
    ("misfit", "fault"),
    [
        (record(COMPANY, {}), "name is required."),
        (record(COMPANY, {"hidden": "yes"}, name="Mill"), "Company has no place for hidden yes."),
        (record(COMPANY, {"folder": "requests"}, name="Mill"), "Company has no place for folder requests."),
        (record(COMPANY, {"folder": "nowhere"}, name="Mill"), "Company has no place for folder nowhere."),
        (record(COMPANY, {"site": [SITE, SITE]}, name="Mill"), f"Company has no place for site {[SITE, SITE]}."),
        (record(COMPANY, {"name": ["Mill"]}, name="Mill"), "Company has no place for name ['Mill']."),
        (record(PERSON, {"company": ["person#5"]}), "Person has no place for company ['person#5']."),
        (record(PERSON, {"company": "company#5"}), "Person has no place for company company#5."),
        (record(PERSON, {"colour": ["red"]}), "Person has no place for colour ['red']."),
        (request("new", **{"state:status": "08"}), "Service request has no place for state:status 08."),
        (request("closed", **{"state:status": "07"}), "Service request has no place for state:status 07."),
        (request("closed", **{"state:status": "99"}), "Service request has no place for state:status 99."),
        (record(TICKET, {"hidden": True}, type="task"), "no template shows it, but it keeps something for one."),
    ],
)
def test_what_does_not_fit_is_named(misfit: Record, fault: str) -> None:
    assert list(LAYOUT.misfits(misfit)) == [fault]
