from __future__ import annotations

from uuid import UUID, uuid4

import pytest

from chalicelib.dialects.matrix42.schema import finding
from chalicelib.dialects.matrix42.schema.catalogue import current
from chalicelib.dialects.matrix42.schema.finding import Place
from chalicelib.dialects.matrix42.schema.rows import every_account
from chalicelib.domain import guid as guids
from chalicelib.domain.account import Account
from chalicelib.domain.journal import Note
from chalicelib.domain.record import Change, Record
from chalicelib.domain.ticket import TICKET
from chalicelib.services import accounts, records
from tests.dialects.matrix42.schema.desk import CALLER, Desk, make
from tests.unreliable import Unreliable

pytestmark = pytest.mark.usefixtures("cloud")

ACTIVITY = "SPSActivityClassBase"
COMMON = "SPSCommonClassBase"
FOREIGN = UUID("84457abd-9c64-468b-b0f5-37bbd448088c")


def foreign() -> Record:
    return records.create(kind=TICKET, values={"subject": "x", "type": "incident"}, caller=CALLER, guid=FOREIGN)


def test_a_fragment_is_found_by_its_id_whoever_minted_it() -> None:
    desk, ours, theirs = Desk(), make("ticket", type="incident"), foreign()
    for name in (ACTIVITY, COMMON, "SPSActivityClassIncident"):
        definition = desk.catalogue.definition(name)
        named = {UUID(desk.id(name, each)): each.number for each in (ours, theirs)}
        found = finding.fragments(definition, [*named, uuid4(), ours.guid])
        assert {guid: record.number for guid, record in found.items()} == named
        assert finding.fragments(definition, list(named), sees=lambda _: False) == {}
    change = desk.catalogue.definition("SVMActivityClassChange")
    assert finding.fragments(change, [guids.with_tag(ours.guid, change.tag)]) == {}
    found = finding.objects([ours.guid, FOREIGN], within=("ticket", "person"))
    assert {record.number for record in found.values()} == {ours.number, theirs.number}


def test_an_object_is_found_by_the_id_of_any_of_its_fragments() -> None:
    desk = Desk()
    for record in (make("ticket", type="incident"), foreign()):
        named = [record.guid, *(UUID(desk.id(name, record)) for name in (ACTIVITY, COMMON))]
        found = finding.any_of(current().definitions, [*named, uuid4()], kind="ticket")
        assert {guid: each.number for guid, each in found.items()} == dict.fromkeys(named, record.number)


def test_the_id_of_another_fragment_costs_no_read() -> None:
    made = make("ticket", type="incident")
    definition = current().definition(ACTIVITY)
    with Unreliable() as calls:
        assert finding.fragments(definition, [guids.with_tag(made.guid, 2)]) == {}
    assert calls.operations == []


def test_an_id_that_was_said_for_a_fragment_is_the_one_that_is_shown() -> None:
    desk, made, own = Desk(), make("ticket"), str(uuid4())
    after = records.change(
        kind=TICKET,
        number=made.number,
        edit=lambda _: Change(extras={"matrix42": {"IDs": {COMMON: own}}}),
        caller=CALLER,
    )
    assert desk.id(COMMON, after) == own
    assert desk.id(ACTIVITY, after) == str(guids.with_tag(made.guid, 1))


def test_what_lies_in_a_record_is_found_by_its_id() -> None:
    desk, made = Desk(), make("ticket", type="incident")
    records.change(kind=TICKET, number=made.number, edit=lambda _: Change(notes=(Note("Hello"),)), caller=CALLER)
    accounts.create(account=Account("ada"))
    for name in ("SPSActivityClassUnitOfWork", "SPSAccountClassBase"):
        definition = desk.catalogue.definition(name)
        rows = desk.rows(name) if name != "SPSAccountClassBase" else every_account()
        assert rows
        assert [finding.lying(definition, row.guid) for row in rows] == rows
        assert finding.lying(definition, uuid4()) is None
        assert finding.lying(definition, guids.with_tag(rows[0].guid, 1)) is None
    journal = desk.catalogue.definition("SPSActivityClassUnitOfWork")
    row = desk.rows(journal.name)[0]
    assert finding.lying(journal, row.guid, sees=lambda _: False) is None
    records.trash(kind=TICKET, number=made.number, caller=CALLER)
    assert finding.lying(journal, row.guid) is None


@pytest.mark.parametrize("place", [Place("A", ("x",)), Place("", ("x", "y")), Place("A", ())])
def test_a_place_is_a_text_and_back(place: Place) -> None:
    assert Place.read(place.key) == place
