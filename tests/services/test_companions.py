"""Records that are written in the transaction of another one."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest

from chalicelib.domain.caller import Caller
from chalicelib.domain.group import GROUP
from chalicelib.domain.person import PERSON
from chalicelib.domain.record import Change, Record
from chalicelib.domain.reference import Ref
from chalicelib.domain.ticket import TICKET
from chalicelib.domain.time_entry import TIME_ENTRY
from chalicelib.errors import Changed, Conflict, Invalid, NotFound
from chalicelib.services import companions, identities, journal, records
from chalicelib.store.dynamo import Action

pytestmark = pytest.mark.usefixtures("cloud")

BEGIN = datetime(2026, 5, 1, 8, tzinfo=UTC)
WORK: dict[str, Any] = {"minutes": 5, "activity": "other", "begin": BEGIN, "end": BEGIN}


def reserved(kind: Any = TICKET) -> int:
    return next(iter(records.reserve(kind=kind, count=1)))


def entry(caller: Caller, **values: Any) -> Record:
    return records.create(kind=TIME_ENTRY, values={**WORK, **values}, caller=caller)


def get(number: int) -> Record:
    return records.get(kind=TIME_ENTRY, number=number)


def test_what_points_at_a_new_record_is_made_with_it(caller: Caller) -> None:
    number, own = reserved(), reserved(TIME_ENTRY)
    guid = UUID("11111111-2222-4333-8444-555555555555")
    ticket = Ref("ticket", number)
    made = companions.made(
        kind=TIME_ENTRY,
        number=own,
        change=Change({**WORK, "ticket": ticket}),
        caller=caller,
        guid=guid,
        coming=(ticket,),
    )
    records.create(kind=TICKET, values={}, caller=caller, reserved=number, beside=made)
    assert (get(own).get("ticket"), get(own).guid) == (ticket, guid)
    assert [found.number for found in identities.by_guid(kind=TIME_ENTRY, named=[guid]).values()] == [own]
    assert [each.action for each in journal.history(record=get(own))] == ["created"]


def test_without_the_one_there_is_not_the_other(caller: Caller) -> None:
    own = reserved(TIME_ENTRY)
    made = companions.made(kind=TIME_ENTRY, number=own, change=Change(WORK), caller=caller)
    records.create(kind=TICKET, values={}, caller=caller, beside=made)
    with pytest.raises(Changed):
        records.create(kind=TICKET, values={"subject": "second"}, caller=caller, number=77, beside=made)
    with pytest.raises(NotFound):
        records.get(kind=TICKET, number=77)


def test_what_is_wrong_with_it_is_told(caller: Caller) -> None:
    with pytest.raises(Invalid):
        companions.made(kind=TIME_ENTRY, number=9, change=Change({"minutes": -1}), caller=caller)
    with pytest.raises(Invalid):
        companions.made(kind=TIME_ENTRY, number=9, change=Change({**WORK, "ticket": Ref("ticket", 99)}), caller=caller)
    with pytest.raises(Invalid):
        companions.changed(before=entry(caller), change=Change({"minutes": -1}), caller=caller)
    for kind in (PERSON, TICKET, GROUP):
        with pytest.raises(Conflict):
            companions.made(kind=kind, number=9, change=Change(), caller=caller)


def test_others_are_changed_and_thrown_away_with_a_change(caller: Caller) -> None:
    ticket = records.create(kind=TICKET, values={}, caller=caller)
    stays, goes = entry(caller, ticket=ticket.ref), entry(caller, ticket=ticket.ref)

    def beside(_: Record) -> list[Action]:
        return [
            *companions.changed(before=get(stays.number), change=Change({"minutes": 7}), caller=caller),
            *companions.trashed(record=get(goes.number), caller=caller),
        ]

    records.change(
        kind=TICKET, number=ticket.number, edit=lambda _: Change({"subject": "x"}), caller=caller, beside=beside
    )
    assert get(stays.number).get("minutes") == 7
    assert get(stays.number).version > stays.version
    with pytest.raises(NotFound):
        get(goes.number)
    assert records.get(kind=TICKET, number=ticket.number).get("subject") == "x"


def test_what_differs_in_nothing_is_not_written(caller: Caller) -> None:
    assert companions.changed(before=entry(caller), change=Change({"minutes": 5}), caller=caller) == []


def test_they_are_written_even_if_the_one_stays_as_it_is_and_only_then(caller: Caller) -> None:
    ticket, work = records.create(kind=TICKET, values={}, caller=caller), entry(caller)
    overtaken = [True]

    def beside(_: Record) -> list[Action]:
        found = companions.changed(before=get(work.number), change=Change({"minutes": 7}), caller=caller)
        if overtaken:  # somebody else is faster, once
            overtaken.clear()
            records.change(kind=TICKET, number=ticket.number, edit=lambda _: Change({"subject": "x"}), caller=caller)
        return found

    def edit(_: Record) -> Change:
        attempts.append(1)
        return Change()

    attempts: list[int] = []
    records.change(kind=TICKET, number=ticket.number, edit=edit, caller=caller, beside=beside)
    assert (get(work.number).get("minutes"), len(attempts)) == (7, 2)
    stands = records.get(kind=TICKET, number=ticket.number)
    assert records.change(kind=TICKET, number=ticket.number, edit=edit, caller=caller, beside=lambda _: ()) == stands
