from __future__ import annotations

import pytest

from chalicelib.domain.caller import Caller
from chalicelib.domain.journal import Note
from chalicelib.domain.record import Change
from chalicelib.domain.ticket import TICKET
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


def test_an_entry_names_who_wrote_it(caller: Caller) -> None:
    made = records.create(kind=TICKET, values={}, notes=(Note("x", "html", True, "closed", {"a": 1}),), caller=caller)
    (entry,) = journal.entries(record=made, limit=5)
    assert (entry.author, entry.author_name) == (None, "tester")
    assert (entry.format, entry.public, entry.action, entry.extras) == ("html", True, "closed", {"a": 1})


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
