"""Records of any kind, through the real store."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Any
from uuid import UUID

import pytest

from chalicelib.domain.caller import Caller
from chalicelib.domain.group import GROUP
from chalicelib.domain.journal import Note
from chalicelib.domain.kind import Field, Kind, fields_by_name
from chalicelib.domain.person import PERSON
from chalicelib.domain.record import Change, Record
from chalicelib.domain.reference import Ref
from chalicelib.domain.service import SERVICE
from chalicelib.domain.ticket import TICKET
from chalicelib.errors import Changed, Conflict, Faults, Invalid, NotFound, PreconditionFailed, Taken, TooLarge
from chalicelib.services import journal, kinds, pages, records, references
from chalicelib.store import dynamo, keys, sequences
from chalicelib.store import records as store
from tests.unreliable import Unreliable

pytestmark = pytest.mark.usefixtures("cloud")


def new_ticket(caller: Caller, **values: Any) -> Record:
    return records.create(kind=TICKET, values={"subject": "Printer", **values}, caller=caller)


def rename(name: str) -> records.Edit:
    return lambda record: Change({"name": name})


def set_subject(text: str) -> records.Edit:
    return lambda record: Change({"subject": text})


def test_what_is_created_is_read_back(caller: Caller) -> None:
    made = new_ticket(caller, description="It smokes.", priority="high")
    read = records.get(kind=TICKET, number=made.number)
    assert read == made
    assert read.get("state") == "new"
    assert read.get("description_format") == "text"


def test_somebody_else_can_be_said_to_have_made_it(caller: Caller) -> None:
    ada = records.create(kind=PERSON, values={}, caller=caller)
    made = records.create(kind=GROUP, values={"name": "A"}, caller=caller, created_by=ada.ref)
    assert (made.created_by, made.updated_by) == (ada.ref, None)
    assert records.get(kind=GROUP, number=made.number).created_by == ada.ref


def test_numbers_rise(caller: Caller) -> None:
    assert [new_ticket(caller).number for _ in range(3)] == [1, 2, 3]


def test_all_faults_are_reported_at_once_with_those_of_the_parser(caller: Caller) -> None:
    faults = Faults()
    faults.add("EndTime", "format", "no time")
    with pytest.raises(Invalid) as caught:
        records.create(
            kind=TICKET,
            values={"state": "lost", "requester": Ref("person", 9), "colour": "red", "subject": 3},
            caller=caller,
            faults=faults,
        )
    assert {fault.path for fault in caught.value.faults} == {
        ("EndTime",),
        ("state",),
        ("requester",),
        ("colour",),
        ("subject",),
    }
    assert len(faults) == 1


def test_a_refused_record_takes_no_number(caller: Caller) -> None:
    with pytest.raises(Invalid):
        records.create(kind=GROUP, values={}, caller=caller)
    assert new_ticket(caller).number == 1


def test_only_what_a_change_names_changes(caller: Caller) -> None:
    made = new_ticket(caller, description="It smokes.", category="Hardware")
    changed = records.change(
        kind=TICKET,
        number=made.number,
        edit=lambda _: Change({"description": None, "priority": "low"}, {"tickets": {"word": "x"}}),
        caller=caller,
    )
    assert changed.get("description") is None
    assert changed.get("category") == "Hardware"
    assert changed.extra("tickets") == {"word": "x"}
    assert changed.version > made.version
    assert records.get(kind=TICKET, number=made.number) == changed


def test_a_change_without_a_difference_writes_nothing(caller: Caller) -> None:
    made = new_ticket(caller)
    same = records.change(kind=TICKET, number=made.number, edit=set_subject("Printer"), caller=caller)
    assert same.version == made.version
    assert len(journal.history(record=made)) == 1


def test_a_change_that_was_overtaken_is_worked_out_anew(caller: Caller) -> None:
    made = new_ticket(caller, category="a")
    records.change(kind=TICKET, number=made.number, edit=set_subject("first"), caller=caller)
    records.change(
        kind=TICKET, number=made.number, edit=lambda r: Change({"category": "b"}), caller=caller, before=made
    )
    read = records.get(kind=TICKET, number=made.number)
    assert (read.get("subject"), read.get("category")) == ("first", "b")


def test_the_store_refuses_a_write_over_a_version_it_no_longer_has(caller: Caller) -> None:
    made = new_ticket(caller)
    records.change(kind=TICKET, number=made.number, edit=set_subject("first"), caller=caller)
    late = made.copy()
    late.version += 1
    note = next(iter(journal.history(record=made)))
    with pytest.raises(Changed):
        store.write(made, late, note)


def test_a_version_that_the_caller_names_must_be_the_stored_one(caller: Caller) -> None:
    made = new_ticket(caller)
    with pytest.raises(PreconditionFailed):
        records.change(
            kind=TICKET, number=made.number, edit=set_subject("x"), caller=caller, if_version=made.version - 1
        )


def test_a_unique_value_belongs_to_one_record_whatever_its_case(caller: Caller) -> None:
    records.create(kind=GROUP, values={"name": "Service Desk"}, caller=caller)
    with pytest.raises(Taken) as caught:
        records.create(kind=GROUP, values={"name": "SERVICE desk "}, caller=caller)
    assert (caught.value.kind, caught.value.field) == ("group", "name")


def test_a_unique_value_is_free_after_trash_and_taken_again_on_restore(caller: Caller) -> None:
    first = records.create(kind=GROUP, values={"name": "Desk"}, caller=caller)
    records.trash(kind=GROUP, number=first.number, caller=caller)
    second = records.create(kind=GROUP, values={"name": "Desk"}, caller=caller)
    with pytest.raises(Taken):
        records.restore(kind=GROUP, number=first.number, caller=caller)
    records.trash(kind=GROUP, number=second.number, caller=caller)
    assert records.restore(kind=GROUP, number=first.number, caller=caller).get("name") == "Desk"


def test_a_record_may_keep_and_change_its_unique_value(caller: Caller) -> None:
    made = records.create(kind=GROUP, values={"name": "Desk"}, caller=caller)
    for name in ("desk", "Table", "Desk"):
        records.change(kind=GROUP, number=made.number, edit=rename(name), caller=caller)
    records.create(kind=GROUP, values={"name": "Table"}, caller=caller)


def test_trash_hides_a_record_and_keeps_it(caller: Caller) -> None:
    made = new_ticket(caller)
    answered = records.trash(kind=TICKET, number=made.number, caller=caller)
    assert answered == made
    with pytest.raises(NotFound):
        records.get(kind=TICKET, number=made.number)
    with pytest.raises(NotFound):
        records.trash(kind=TICKET, number=made.number, caller=caller)
    kept = records.get(kind=TICKET, number=made.number, trashed=True)
    assert kept.trashed
    assert kept.fields == made.fields
    assert pages.page(kind=TICKET, limit=10).records == []
    assert [r.number for r in pages.page(kind=TICKET, limit=10, trashed=True).records] == [made.number]


def test_what_came_out_of_the_trash_is_as_it_was(caller: Caller) -> None:
    made = new_ticket(caller, description="x" * 20_000)
    records.trash(kind=TICKET, number=made.number, caller=caller)
    back = records.restore(kind=TICKET, number=made.number, caller=caller)
    assert not back.trashed
    assert records.get(kind=TICKET, number=made.number).fields == made.fields
    with pytest.raises(NotFound):
        records.restore(kind=TICKET, number=made.number, caller=caller)


def test_long_texts_survive_changes_of_themselves_and_of_others(caller: Caller) -> None:
    long = "ü" * 100_000
    made = new_ticket(caller, description=long)
    assert records.get(kind=TICKET, number=made.number).get("description") == long
    records.change(kind=TICKET, number=made.number, edit=set_subject("other"), caller=caller)
    assert records.get(kind=TICKET, number=made.number).get("description") == long
    longer = "a" * 50_000
    records.change(kind=TICKET, number=made.number, edit=lambda _: Change({"description": longer}), caller=caller)
    assert records.get(kind=TICKET, number=made.number).get("description") == longer
    records.change(kind=TICKET, number=made.number, edit=lambda _: Change({"description": "short"}), caller=caller)
    assert records.get(kind=TICKET, number=made.number).get("description") == "short"


def test_a_reference_must_exist_when_it_is_written_and_may_vanish_later(caller: Caller) -> None:
    service = records.create(kind=SERVICE, values={"name": "Mail"}, caller=caller)
    made = new_ticket(caller, services=(service.ref,))
    assert references.names(records=[made])[service.ref].title == "Mail"
    records.trash(kind=SERVICE, number=service.number, caller=caller)
    changed = records.change(kind=TICKET, number=made.number, edit=set_subject("still"), caller=caller)
    assert references.names(records=[records.get(kind=TICKET, number=changed.number)]) == {}
    trashed = references.names(records=[records.get(kind=TICKET, number=changed.number)], trashed=True)
    assert trashed[service.ref].trashed


def test_history_says_who_changed_which_fields(caller: Caller) -> None:
    made = new_ticket(caller)
    records.change(
        kind=TICKET,
        number=made.number,
        edit=lambda _: Change({"priority": "low"}, {"esm": {"word": "4"}}),
        caller=caller,
    )
    records.trash(kind=TICKET, number=made.number, caller=caller)
    entries = journal.history(record=made)
    assert [entry.action for entry in entries] == ["trashed", "changed", "created"]
    assert entries[1].fields == ("priority", "esm.word")
    assert (entries[1].account, entries[1].credential, entries[1].dialect) == ("tester", "key:test", "tickets")


def test_notes_are_added_to_the_journal_newest_first(caller: Caller) -> None:
    made = records.create(kind=TICKET, values={"subject": "x"}, caller=caller, notes=(Note("first"),))
    records.change(
        kind=TICKET,
        number=made.number,
        edit=lambda _: Change(notes=(Note("second"), Note("third", public=True))),
        caller=caller,
    )
    entries = journal.entries(record=made, limit=10)
    assert [entry.text for entry in entries] == ["third", "second", "first"]
    assert [entry.text for entry in journal.entries(record=made, limit=1, after=entries[0].key)] == ["second"]


def test_a_record_knows_the_length_of_its_journal_through_changes_and_the_trash(caller: Caller) -> None:
    made = new_ticket(caller)
    assert (made.entries, records.get(kind=TICKET, number=made.number).entries) == (0, 0)
    records.change(kind=TICKET, number=made.number, edit=lambda _: Change(notes=(Note("a"), Note("b"))), caller=caller)
    records.change(kind=TICKET, number=made.number, edit=set_subject("x"), caller=caller)
    records.trash(kind=TICKET, number=made.number, caller=caller)
    records.restore(kind=TICKET, number=made.number, caller=caller)
    found = records.get(kind=TICKET, number=made.number)
    assert found.entries == len(journal.entries(record=found, limit=9)) == 2
    assert records.create(kind=TICKET, values={"subject": "x"}, caller=caller, notes=(Note("a"),)).entries == 1


def test_ids_of_an_import_survive_and_the_space_goes_on_above_them(caller: Caller) -> None:
    guid = UUID("84457abd-9c64-468b-b0f5-37bbd448088c")
    made = records.create(kind=TICKET, values={}, caller=caller, number=2_038_103, guid=guid)
    assert (made.number, made.guid) == (2_038_103, guid)
    assert store.find(guid, [TICKET]) == (records.get(kind=TICKET, number=2_038_103), 0)
    assert new_ticket(caller).number == 2_038_104


def test_an_import_may_take_numbers_that_were_jumped_over_once(caller: Caller) -> None:
    records.create(kind=TICKET, values={}, caller=caller, number=500)
    records.create(kind=PERSON, values={}, caller=caller, number=101)
    with pytest.raises(Conflict):
        records.create(kind=TICKET, values={}, caller=caller, number=101)
    with pytest.raises(Conflict):
        records.create(kind=TICKET, values={}, caller=caller, number=500)


def test_an_import_may_not_take_a_number_that_was_given_out(caller: Caller) -> None:
    sequences.take("card")
    with pytest.raises(Conflict):
        records.create(kind=TICKET, values={}, caller=caller, number=1)


def test_reserved_numbers_are_good_for_one_record_each_and_cost_no_further_call(caller: Caller) -> None:
    records.create(kind=TICKET, values={"subject": "x"}, caller=caller)
    first, second = records.reserve(kind=TICKET, count=2)
    with Unreliable() as calls:
        made = records.create(kind=TICKET, values={"subject": "y"}, caller=caller, reserved=second)
    assert calls.operations == ["TransactWriteItems"]
    assert records.get(kind=TICKET, number=second) == made
    with pytest.raises(Changed):
        records.create(kind=TICKET, values={"subject": "z"}, caller=caller, reserved=second)
    assert records.create(kind=TICKET, values={"subject": "z"}, caller=caller, reserved=first).number == first


def test_a_guid_of_ours_is_found_without_an_alias(caller: Caller) -> None:
    made = new_ticket(caller)
    assert store.find(made.guid, [PERSON, TICKET]) == (made, 0)
    assert store.find(made.guid, [PERSON]) is None


def test_a_class_lists_only_its_own(caller: Caller) -> None:
    made = [
        records.create(kind=PERSON, values={"display_name": name, "operator": operator}, caller=caller)
        for name, operator in (("Ada", False), ("Ben", True), ("Cleo", False))
    ]
    customers = pages.page(kind=PERSON, cls="customer", limit=10)
    assert [person.get("display_name") for person in customers.records] == ["Ada", "Cleo"]
    records.change(kind=PERSON, number=made[0].number, edit=lambda _: Change({"operator": True}), caller=caller)
    operators = pages.page(kind=PERSON, cls="operator", limit=10)
    assert [person.get("display_name") for person in operators.records] == ["Ada", "Ben"]


def test_pages_go_on_where_the_last_one_ended(caller: Caller) -> None:
    numbers = [new_ticket(caller).number for _ in range(7)]
    first = pages.page(kind=TICKET, limit=3)
    second = pages.page(kind=TICKET, limit=3, after=first.records[-1].number)
    last = pages.page(kind=TICKET, limit=3, after=second.records[-1].number)
    assert [r.number for page in (first, second, last) for r in page.records] == numbers
    assert (first.more, second.more, last.more) == (True, True, False)
    assert [r.number for r in pages.page(kind=TICKET, limit=2, skip=4).records] == numbers[4:6]
    assert [r.number for r in pages.page(kind=TICKET, limit=2, descending=True).records] == numbers[:-3:-1]


def test_a_page_ends_early_when_its_texts_weigh_too_much(caller: Caller) -> None:
    for _ in range(3):
        new_ticket(caller, description="x" * 60_000)
    page = pages.page(kind=TICKET, limit=10, max_bytes=100_000)
    assert len(page.records) == 1
    assert page.more


def test_a_record_with_more_index_items_than_a_transaction_holds_is_found_by_all_of_them(caller: Caller) -> None:
    emails = tuple(f"{number}@example.org" for number in range(120))
    made = records.create(kind=PERSON, values={"display_name": "Ada", "email": emails}, caller=caller)

    def owners(email: str) -> list[int]:
        partition = keys.of_value("person", "customer", "email", email)
        return [person.number for person in store.walk_index(PERSON, partition, step=10)]

    assert all(owners(email) == [made.number] for email in emails[::10])
    records.change(kind=PERSON, number=made.number, edit=lambda _: Change({"email": emails[:1]}), caller=caller)
    assert [len(owners(email)) for email in emails[::10]] == [1, *([0] * 11)]


def test_what_no_store_keeps_is_a_fault_wherever_it_stands(caller: Caller) -> None:
    with pytest.raises(Invalid) as caught:
        records.create(
            kind=TICKET,
            values={"subject": "\ud800", "start": datetime.max.replace(tzinfo=timezone(timedelta(hours=-1)))},
            extras={"esm": {"word": "\ud800", "minutes": 1e300}},
            notes=(Note("x" * 100_001),),
            caller=caller,
        )
    assert {fault.path for fault in caught.value.faults} == {
        ("subject",),
        ("start",),
        ("esm", "word"),
        ("esm", "minutes"),
        ("journal",),
    }


def test_a_record_that_was_read_for_its_name_is_read_again_before_it_is_changed(caller: Caller) -> None:
    made = new_ticket(caller, description="x" * 20_000)
    named = store.fetch([made.ref], {"ticket": TICKET}.__getitem__)[made.ref]
    changed = records.change(kind=TICKET, number=made.number, edit=set_subject("other"), caller=caller, before=named)
    assert changed.get("description") == "x" * 20_000
    assert records.get(kind=TICKET, number=made.number) == changed


def test_a_record_that_was_just_made_may_be_changed_without_reading_it(caller: Caller) -> None:
    made = new_ticket(caller, description="x" * 20_000)
    with Unreliable() as calls:
        changed = records.change(kind=TICKET, number=made.number, edit=set_subject("other"), caller=caller, before=made)
    assert calls.operations == ["TransactWriteItems"]
    assert len(calls.calls[0][1]["TransactItems"]) == 2
    assert records.get(kind=TICKET, number=made.number) == changed


def test_a_change_that_others_keep_overtaking_ends(caller: Caller) -> None:
    def edit(record: Record) -> Change:
        store_other = record.copy()
        store_other.version += 1
        store_other.fields["subject"] = f"overtaken {record.version}"
        store.write(record, store_other, journal.history(record=record, limit=1)[0])
        return Change({"category": "mine"})

    made = new_ticket(caller)
    with pytest.raises(Changed):
        records.change(kind=TICKET, number=made.number, edit=edit, caller=caller)


def test_a_version_that_the_caller_names_is_checked_again_when_others_were_faster(caller: Caller) -> None:
    made = new_ticket(caller)
    records.change(kind=TICKET, number=made.number, edit=set_subject("first"), caller=caller)
    with pytest.raises(PreconditionFailed):
        records.change(
            kind=TICKET,
            number=made.number,
            edit=set_subject("second"),
            caller=caller,
            before=made,
            if_version=made.version,
        )


@pytest.mark.parametrize("number", [0, -1, 10**11, 10**4000])
def test_a_number_that_no_record_can_have_is_not_found(number: int, caller: Caller) -> None:
    for trashed in (False, True):
        with pytest.raises(NotFound):
            records.get(kind=TICKET, number=number, trashed=trashed)
    with pytest.raises(NotFound):
        records.change(kind=TICKET, number=number, edit=set_subject("x"), caller=caller)
    with pytest.raises(NotFound):
        records.trash(kind=TICKET, number=number, caller=caller)


def test_writers_who_work_on_what_others_have_changed_meanwhile_lose_nothing(caller: Caller) -> None:
    made = new_ticket(caller, category="")

    def add(letter: str) -> None:
        def edit(record: Record) -> Change:
            return Change({"category": (record.get("category") or "") + letter})

        records.change(kind=TICKET, number=made.number, edit=edit, caller=caller)

    for turn, letter in enumerate("abc"):
        stale = records.get(kind=TICKET, number=made.number)
        add(letter)
        records.change(
            kind=TICKET,
            number=made.number,
            edit=lambda r: Change({"category": r.get("category") + "."}),
            caller=caller,
            before=stale if turn else None,
        )
    assert records.get(kind=TICKET, number=made.number).get("category") == "a.b.c."


def test_what_is_written_on_one_side_of_a_relation_is_read_on_the_other(caller: Caller) -> None:
    desk = records.create(kind=GROUP, values={"name": "Desk"}, caller=caller)
    ada = records.create(kind=PERSON, values={"login": "ada", "groups": (desk.ref,)}, caller=caller)
    assert records.get(kind=GROUP, number=desk.number).many("members") == (ada.ref,)
    records.change(kind=GROUP, number=desk.number, edit=lambda _: Change({"members": None}), caller=caller)
    assert records.get(kind=PERSON, number=ada.number).many("groups") == ()
    changed = journal.history(record=ada)[0]
    assert (changed.action, changed.fields, changed.account) == ("changed", ("groups",), "tester")


def test_a_member_is_one_again_when_it_comes_out_of_the_trash(caller: Caller) -> None:
    ada = records.create(kind=PERSON, values={"login": "ada"}, caller=caller)
    desk = records.create(kind=GROUP, values={"name": "Desk", "members": (ada.ref,)}, caller=caller)
    records.trash(kind=PERSON, number=ada.number, caller=caller)
    assert references.names(records=[records.get(kind=GROUP, number=desk.number)]) == {}
    other = records.create(kind=GROUP, values={"name": "Table"}, caller=caller)
    records.trash(kind=GROUP, number=desk.number, caller=caller)
    back = records.restore(kind=PERSON, number=ada.number, caller=caller)
    assert references.names(records=[back]) == {}
    records.restore(kind=GROUP, number=desk.number, caller=caller)
    records.change(kind=GROUP, number=other.number, edit=lambda _: Change({"members": (ada.ref,)}), caller=caller)
    ada = records.get(kind=PERSON, number=ada.number)
    assert set(references.names(records=[ada])) == {desk.ref, other.ref}


def test_a_member_that_leaves_while_it_is_in_the_trash_comes_back_without(caller: Caller) -> None:
    ada = records.create(kind=PERSON, values={"login": "ada"}, caller=caller)
    desk = records.create(kind=GROUP, values={"name": "Desk", "members": (ada.ref,)}, caller=caller)
    records.trash(kind=PERSON, number=ada.number, caller=caller)
    records.change(kind=GROUP, number=desk.number, edit=lambda _: Change({"members": None}), caller=caller)
    assert records.restore(kind=PERSON, number=ada.number, caller=caller).many("groups") == ()


def test_a_ticket_that_is_related_to_another_one_shows_it_and_is_shown_by_it(caller: Caller) -> None:
    first, second = new_ticket(caller), new_ticket(caller)
    records.change(kind=TICKET, number=first.number, edit=lambda _: Change({"related": (second.ref,)}), caller=caller)
    assert records.get(kind=TICKET, number=second.number).many("related") == (first.ref,)


def test_a_write_without_a_change_of_relations_is_one_transaction(caller: Caller) -> None:
    ada = records.create(kind=PERSON, values={"login": "ada"}, caller=caller)
    desk = records.create(kind=GROUP, values={"name": "Desk", "members": (ada.ref,)}, caller=caller)
    with Unreliable() as calls:
        records.change(kind=GROUP, number=desk.number, edit=rename("Table"), caller=caller)
    assert calls.operations == ["GetItem", "TransactWriteItems"]


def changed(record: Record, caller: Caller, wanted: Change) -> Record:
    return records.change(kind=record.kind, number=record.number, edit=lambda _: wanted, caller=caller)


def test_a_facet_has_the_version_of_the_last_write_that_changed_something_of_it(caller: Caller) -> None:
    made = records.create(kind=TICKET, values={"subject": "Wi-Fi"}, caller=caller)
    assert {made.facet(name) for name in TICKET.facets} == {made.version}
    closed = changed(made, caller, Change({"state": "closed"}))
    assert (closed.facet("main"), closed.facet("state")) == (made.version, closed.version)
    noted = changed(closed, caller, Change(notes=(Note("Done."),)))
    assert noted.version > closed.version
    assert noted.facets == closed.facets
    finer = changed(noted, caller, Change(extras={"other": {"main": {"Sla": 1}, "unknown": 1}}))
    assert (finer.facet("main"), finer.facet("state")) == (finer.version, closed.version)
    refined = changed(finer, caller, Change(extras={"other": {"state:State": 710}}))
    assert (refined.facet("main"), refined.facet("state")) == (finer.version, refined.version)
    stored = records.get(kind=TICKET, number=made.number)
    assert stored.facets == refined.facets


def test_what_comes_out_of_the_trash_is_new_in_every_facet(caller: Caller) -> None:
    made = records.create(kind=TICKET, values={"subject": "Wi-Fi"}, caller=caller)
    records.trash(kind=TICKET, number=made.number, caller=caller)
    restored = records.restore(kind=TICKET, number=made.number, caller=caller)
    assert {restored.facet(name) for name in TICKET.facets} == {restored.version}


def test_a_record_from_before_facets_has_its_own_version_in_each(caller: Caller) -> None:
    made = records.create(kind=TICKET, values={"subject": "Wi-Fi"}, caller=caller)
    dynamo.update(dynamo.Update(keys.head("ticket", made.number), "REMOVE facets"))
    stored = records.get(kind=TICKET, number=made.number)
    assert stored.facet("main") == made.version
    closed = changed(stored, caller, Change({"state": "closed"}))
    assert (closed.facet("main"), closed.facet("state")) == (made.version, closed.version)


def test_more_long_texts_than_one_transaction_holds_are_refused(caller: Caller) -> None:
    kinds.declare(kind=Kind("scroll", fields_by_name(*(Field(f"text{number}") for number in range(120)))))
    values = {f"text{number}": "x" * 9_000 for number in range(120)}
    with pytest.raises(TooLarge):
        records.create(kind=kinds.get("scroll"), values=values, caller=caller)
    few = dict(list(values.items())[:90])
    assert records.create(kind=kinds.get("scroll"), values=few, caller=caller).get("text89") == values["text89"]
