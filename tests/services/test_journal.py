from __future__ import annotations

from datetime import timedelta

import pytest

from chalicelib.domain import clock
from chalicelib.domain.caller import Caller
from chalicelib.domain.journal import Fill, Note, key_of
from chalicelib.domain.person import PERSON
from chalicelib.domain.record import Change, Record
from chalicelib.domain.ticket import TICKET
from chalicelib.errors import Changed, Invalid
from chalicelib.services import journal, records

pytestmark = pytest.mark.usefixtures("cloud")


def test_entries_go_on_where_the_last_look_ended(caller: Caller) -> None:
    notes = tuple(Note(str(number)) for number in range(7))
    made = records.create(kind=TICKET, values={}, notes=notes, caller=caller)
    seen: list[str] = []
    after = None
    while page := journal.entries(record=made, limit=3, after=after):
        seen += [entry.text for entry in page]
        after = page[-1].key
    assert seen == ["6", "5", "4", "3", "2", "1", "0"]
    assert [entry.text for entry in journal.entries(record=made, limit=2, newest_first=False)] == ["0", "1"]
    assert [entry.text for entry in journal.walk(record=made, step=2)] == seen


def test_an_entry_names_who_wrote_it(caller: Caller) -> None:
    made = records.create(kind=TICKET, values={}, notes=(Note("x", "html", True, "closed", {"a": 1}),), caller=caller)
    (entry,) = journal.entries(record=made, limit=5)
    assert (entry.author, entry.author_name) == (None, "tester")
    assert (entry.format, entry.public, entry.action, entry.extras) == ("html", True, "closed", {"a": 1})


def test_somebody_else_can_have_written_an_entry(caller: Caller) -> None:
    ada = records.create(kind=PERSON, values={"last_name": "Ada"}, caller=caller)
    made = records.create(kind=TICKET, values={}, notes=(Note("x", author=ada.ref),), caller=caller)
    assert [entry.author for entry in journal.entries(record=made, limit=5)] == [ada.ref]


def test_a_record_that_was_just_written_says_what_its_entries_are_called_and_when_they_were_made(
    caller: Caller,
) -> None:
    to_come = clock.now() + timedelta(days=1)
    made = records.create(kind=TICKET, values={}, notes=(Note("a"),), caller=caller, created_at=to_come)
    changed = records.change(
        kind=TICKET, number=made.number, edit=lambda _: Change(notes=(Note("b"), Note("c"))), caller=caller
    )
    expected = [(key_of(changed.version, 1), to_come), (key_of(changed.version, 0), to_come)]
    expected.append((key_of(made.version, 0), made.updated_at))
    assert [(entry.key, entry.at) for entry in journal.entries(record=made, limit=5)] == expected


def test_nothing_is_asked_for_nothing(caller: Caller) -> None:
    made = records.create(kind=TICKET, values={}, notes=(Note("x"),), caller=caller)
    assert journal.entries(record=made, limit=0) == []
    assert journal.history(record=made, limit=0) == []


def naming(subject: str) -> records.Edit:
    return lambda _: Change({"subject": subject})


def test_history_is_bounded(caller: Caller) -> None:
    made = records.create(kind=TICKET, values={}, caller=caller)
    for number in range(4):
        records.change(kind=TICKET, number=made.number, edit=naming(str(number)), caller=caller)
    assert len(journal.history(record=made, limit=3)) == 3
    assert len(journal.history(record=made)) == 5


def test_an_entry_without_a_text_gets_one_and_keeps_its_place(caller: Caller) -> None:
    made = records.create(kind=TICKET, values={}, notes=(Note(""), Note("b")), caller=caller)
    empty = journal.entries(record=made, limit=5)[1]

    def edit(stands: Record) -> Change:
        entry = journal.entry(record=stands, key=empty.key)
        assert entry is not None
        return Change(fills=(Fill(entry, Note("a", format="html", public=True, action="closed", extras={"m": 1})),))

    changed = records.change(kind=TICKET, number=made.number, edit=edit, caller=caller)
    newest, filled = journal.entries(record=made, limit=5)
    assert [newest.text, filled.text] == ["b", "a"]
    assert (filled.key, filled.at, filled.author_name) == (empty.key, empty.at, "tester")
    assert (filled.format, filled.public, filled.action, filled.extras) == ("html", True, "closed", {"m": 1})
    assert (newest.version, filled.version) == (made.version, changed.version)
    assert (changed.entries, changed.version > made.version) == (2, True)
    assert journal.entry(record=made, key="nonsense") is None


def test_an_entry_is_filled_once_even_if_two_come_at_the_same_moment(caller: Caller) -> None:
    made = records.create(kind=TICKET, values={}, notes=(Note(""),), caller=caller)
    (stale,) = journal.entries(record=made, limit=5)
    fill = Change(fills=(Fill(stale, Note("first")),))
    records.change(kind=TICKET, number=made.number, edit=lambda _: fill, caller=caller)
    late = Change({"subject": "late"}, fills=(Fill(stale, Note("second")),))
    with pytest.raises(Changed):
        records.change(kind=TICKET, number=made.number, edit=lambda _: late, caller=caller)
    assert [entry.text for entry in journal.entries(record=made, limit=5)] == ["first"]
    assert records.get(kind=TICKET, number=made.number).get("subject") is None


def test_what_fills_an_entry_is_checked(caller: Caller) -> None:
    made = records.create(kind=TICKET, values={}, notes=(Note(""),), caller=caller)
    (empty,) = journal.entries(record=made, limit=5)
    change = Change(fills=(Fill(empty, Note("\ud800")),))
    with pytest.raises(Invalid):
        records.change(kind=TICKET, number=made.number, edit=lambda _: change, caller=caller)
