from __future__ import annotations

import pytest

from chalicelib.domain.caller import Caller
from chalicelib.domain.journal import Note
from chalicelib.domain.person import PERSON
from chalicelib.domain.reference import Ref
from chalicelib.domain.ticket import TICKET
from chalicelib.errors import SearchTimeout
from chalicelib.services import kinds, records
from chalicelib.services.lookups import Lookups
from tests.unreliable import Unreliable

pytestmark = pytest.mark.usefixtures("cloud")


def on_time() -> None:
    """A search that has all the time in the world."""


def too_late() -> None:
    raise SearchTimeout(1)


def test_what_is_asked_for_is_noted_and_read_together(caller: Caller) -> None:
    people = [records.create(kind=PERSON, values={"login": f"p{n}"}, caller=caller) for n in range(3)]
    refs = [*(person.ref for person in people), Ref("person", 99), Ref("nothing", 1)]
    beside = Lookups()
    assert [beside.record(ref) for ref in refs] == [None] * 5
    assert beside.missed
    kinds.exists("nothing")  # declared kinds are remembered for a while
    with Unreliable() as calls:
        beside.read(on_time)
    assert calls.operations == ["BatchGetItem"]
    beside.missed = False
    assert [found and found.number for found in map(beside.record, refs)] == [1, 2, 3, None, None]
    assert not beside.missed


def test_the_trash_and_what_may_not_be_seen_lead_nowhere_unless_asked_for(caller: Caller) -> None:
    ref = records.create(kind=PERSON, values={}, caller=caller).ref
    records.trash(kind=PERSON, number=ref.number, caller=caller)
    for beside, there in (
        (Lookups(), False),
        (Lookups(trashed=True), True),
        (Lookups(trashed=True, sees=lambda record: not record.trashed), False),
    ):
        beside.record(ref)
        beside.read(on_time)
        assert (beside.record(ref) is not None) is there


def test_journals_are_read_one_by_one_while_there_is_time(caller: Caller) -> None:
    ticket = records.create(kind=TICKET, values={}, notes=(Note("First"), Note("Second")), caller=caller)
    beside = Lookups()
    assert beside.journal(ticket) == ()
    assert beside.missed
    with pytest.raises(SearchTimeout):
        beside.read(too_late)
    beside.read(on_time)
    assert [entry.text for entry in beside.journal(ticket)] == ["Second", "First"]


def test_what_points_at_a_record_is_read_for_each_one_and_then_known_itself(caller: Caller) -> None:
    boss = records.create(kind=PERSON, values={}, caller=caller)
    staff = [
        records.create(kind=PERSON, values={"manager": boss.ref, "operator": operator}, caller=caller)
        for operator in (True, False, True)
    ]
    beside = Lookups(sees=lambda record: record.number != staff[2].number)
    assert (beside.referring(boss, "person", "manager"), beside.missed) == ((), True)
    assert (beside.referring(boss, "nothing", "manager"), beside.referring(staff[0], "person", "manager")) == ((), ())
    beside.read(on_time)
    beside.missed = False
    assert [each.number for each in beside.referring(boss, "person", "manager")] == [2, 3]
    assert (beside.referring(boss, "nothing", "manager"), list(beside.referring(staff[0], "person", "manager"))) == (
        (),
        [],
    )
    assert beside.record(staff[0].ref) == staff[0]
    assert not beside.missed
    beside.forget()
    assert (beside.referring(boss, "person", "manager"), beside.missed) == ((), True)
    with pytest.raises(SearchTimeout):
        beside.read(too_late)


def test_nothing_is_kept_that_would_make_a_long_search_large(caller: Caller) -> None:
    ticket = records.create(kind=TICKET, values={}, notes=(Note("First"),), caller=caller)
    beside = Lookups(kept=1)
    for ref in (Ref("person", 1), Ref("person", 2)):
        beside.record(ref)
    beside.journal(ticket)
    beside.read(on_time)
    beside.forget()
    beside.missed = False
    beside.record(Ref("person", 1))
    assert beside.missed
    assert beside.journal(ticket) == ()


def test_work_is_done_again_until_all_that_it_asks_for_is_read(caller: Caller) -> None:
    boss = records.create(kind=PERSON, values={"login": "boss"}, caller=caller)
    person = records.create(kind=PERSON, values={"login": "p", "manager": boss.ref}, caller=caller)
    beside, rounds = Lookups(), []

    def name_of_boss() -> object:
        rounds.append(1)
        found = beside.record(person.ref)
        above = beside.record(found.get("manager")) if found else None
        return above.get("login") if above else None

    assert beside.settled(name_of_boss) == "boss"
    assert len(rounds) == 3
    with pytest.raises(SearchTimeout):
        beside.settled(lambda: beside.record(Ref("person", 99)), too_late)
