from __future__ import annotations

from typing import Any

import pytest

from chalicelib.domain.caller import Caller
from chalicelib.domain.kind import Field, FieldType, Kind, fields_by_name
from chalicelib.domain.person import PERSON
from chalicelib.domain.reference import Ref
from chalicelib.domain.service import SERVICE
from chalicelib.domain.ticket import TICKET
from chalicelib.errors import Invalid
from chalicelib.services import kinds, records, references
from tests.unreliable import Unreliable

pytestmark = pytest.mark.usefixtures("cloud")


def faults_of(kind: Kind, caller: Caller, **values: Any) -> list[tuple[tuple[str | int, ...], str]]:
    with pytest.raises(Invalid) as caught:
        records.create(kind=kind, values=values, caller=caller)
    return [(fault.path, fault.code) for fault in caught.value.faults]


def test_each_reference_to_nothing_is_a_fault_at_its_place(caller: Caller) -> None:
    service = records.create(kind=SERVICE, values={"name": "Mail"}, caller=caller)
    said = {"services": (service.ref, Ref("service", 99)), "requester": Ref("person", 98)}
    assert sorted(faults_of(TICKET, caller, **said)) == [(("requester",), "reference"), (("services", 1), "reference")]


def test_a_reference_to_the_wrong_kind_is_one_fault(caller: Caller) -> None:
    assert faults_of(TICKET, caller, requester=Ref("service", 1)) == [(("requester",), "reference")]


@pytest.mark.parametrize("ref", [Ref("#account", 1), Ref("nothing", 1), Ref("x" * 3_000, 1), Ref("trash.ticket", 1)])
def test_a_reference_to_what_is_no_kind_is_a_fault(ref: Ref, caller: Caller) -> None:
    kinds.declare(kind=Kind("link", fields_by_name(Field("to", FieldType.REFERENCE))))
    assert faults_of(kinds.get("link"), caller, to=ref) == [(("to",), "reference")]


def test_a_list_without_end_is_refused_without_looking(caller: Caller) -> None:
    endless = tuple(Ref("service", number) for number in range(1, 5_000))
    with Unreliable() as calls:
        assert faults_of(TICKET, caller, services=endless) == [(("services",), "count")]
    assert calls.calls == []


def test_all_references_of_a_write_are_looked_up_in_one_batch(caller: Caller) -> None:
    service = records.create(kind=SERVICE, values={"name": "Mail"}, caller=caller)
    person = records.create(kind=PERSON, values={"display_name": "Ada"}, caller=caller)
    with Unreliable() as calls:
        records.create(
            kind=TICKET,
            values={"services": (service.ref,), "requester": person.ref, "assignee": person.ref},
            caller=caller,
        )
    assert calls.operations == ["BatchGetItem", "UpdateItem", "TransactWriteItems"]


def test_names_of_a_list_are_one_batch_and_of_what_was_just_written_none(caller: Caller) -> None:
    person = records.create(kind=PERSON, values={"display_name": "Ada"}, caller=caller)
    made = [records.create(kind=TICKET, values={"requester": person.ref}, caller=caller) for _ in range(3)]
    with Unreliable() as calls:
        assert references.names(records=made)[person.ref].title == "Ada"
    assert calls.calls == []
    read = [records.get(kind=TICKET, number=each.number) for each in made]
    with Unreliable() as calls:
        assert references.names(records=read)[person.ref].title == "Ada"
        assert references.names(records=read, fields=("assignee",)) == {}
    assert calls.operations == ["BatchGetItem"]


def test_references_that_are_no_fields_are_one_batch_without_what_is_known_or_gone(caller: Caller) -> None:
    ada = records.create(kind=PERSON, values={"display_name": "Ada"}, caller=caller)
    mail = records.create(kind=SERVICE, values={"name": "Mail"}, caller=caller)
    gone = records.create(kind=SERVICE, values={"name": "Fax"}, caller=caller)
    records.trash(kind=SERVICE, number=gone.number, caller=caller)
    assert not kinds.exists("nothing")  # from now on it is known that there is none
    wanted = [ada.ref, mail.ref, ada.ref, gone.ref, Ref("service", 99), Ref("nothing", 1)]
    with Unreliable() as calls:
        found = references.read(iter(wanted), known={ada.ref: ada, gone.ref: gone})
        assert [found[ref].title for ref in (ada.ref, mail.ref, gone.ref)] == ["Ada", "Mail", "Fax"]
        assert references.read([ada.ref], known={ada.ref: ada}) == {ada.ref: ada}
    assert (len(found), calls.operations) == (3, ["BatchGetItem"])


def test_what_lies_in_the_trash_is_read_for_who_asks_for_it(caller: Caller) -> None:
    gone = records.create(kind=SERVICE, values={"name": "Fax"}, caller=caller)
    records.trash(kind=SERVICE, number=gone.number, caller=caller)
    assert references.read([gone.ref]) == {}
    assert references.read([gone.ref], trashed=True)[gone.ref].trashed
