from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.domain import clock
from chalicelib.domain.api import ACTIVE, Audience, Standing, State
from chalicelib.domain.caller import Caller
from chalicelib.domain.group import GROUP
from chalicelib.domain.person import PERSON
from chalicelib.domain.reference import Ref
from chalicelib.domain.role import Permissions
from chalicelib.errors import Conflict, Forbidden
from chalicelib.services import apis, caches, records
from chalicelib.store import dynamo

pytestmark = pytest.mark.usefixtures("queues")


@pytest.fixture
def nobody(caller: Caller) -> Caller:
    """Somebody without any role."""
    return replace(caller, permissions=Permissions())


def test_what_nobody_laid_down_is_as_the_code_says() -> None:
    assert apis.standing(operation="Ticket.Create") == ACTIVE
    obsolete = Standing(State.OBSOLETE)
    assert apis.standing(operation="Entity.Fragments", declared=obsolete) is obsolete
    assert apis.moves() == ()


def test_a_step_holds_at_once_and_is_told() -> None:
    end = (clock.now() + timedelta(days=100)).date()
    made = apis.move(
        operation="Ticket.Create", to=State.DEPRECATED, public=True, sunset_on=end, successor="T.New", note="Use it."
    )
    assert apis.standing(operation="Ticket.Create") == made
    (told,) = apis.moves()
    assert (told.operation, told.before, told.after) == ("Ticket.Create", State.ACTIVE, State.DEPRECATED)
    assert (told.sunset_on, told.note) == (end, "Use it.")


def test_a_refused_step_is_not_told() -> None:
    with pytest.raises(Conflict):
        apis.move(operation="Ticket.Create", to=State.DECOMMISSIONED, public=True)
    assert apis.moves() == ()


def test_notes_are_told_the_newest_first() -> None:
    for to in (State.DEPRECATED, State.OBSOLETE, State.ACTIVE):
        clock.advance(60)
        apis.move(operation="Entity.Fragments", to=to, public=False)
    assert [each.after for each in apis.moves()] == [State.ACTIVE, State.OBSOLETE, State.DEPRECATED]


def test_what_another_process_laid_down_is_known_when_the_cache_is_too_old() -> None:
    assert apis.standing(operation="A.B") == ACTIVE
    apis.move(operation="A.B", to=State.OBSOLETE, public=False)
    apis._known.clear()  # five seconds later
    assert apis.standing(operation="A.B").state is State.OBSOLETE


def test_what_is_still_good_costs_one_small_read_every_five_seconds() -> None:
    apis.move(operation="A.B", to=State.OBSOLETE, public=False)
    apis.standing(operation="A.B")
    dynamo.reset_meter()
    for _ in range(3):
        apis.standing(operation="A.B")
    assert dynamo.meter().calls == 0
    apis._known.clear()
    apis.standing(operation="A.B")
    assert dynamo.meter().calls == 1


def test_without_an_audience_everyone_may_call(nobody: Caller) -> None:
    apis.admit(operation="Ticket.Close", caller=nobody)


def test_persons_and_members_of_groups_are_inside(caller: Caller, nobody: Caller) -> None:
    group = records.create(kind=GROUP, values={"name": "Integrators"}, caller=caller)
    member = records.create(kind=PERSON, values={"last_name": "In", "groups": (group.ref,)}, caller=caller)
    named = records.create(kind=PERSON, values={"last_name": "Named"}, caller=caller)
    other = records.create(kind=PERSON, values={"last_name": "Out"}, caller=caller)
    apis.set_audience(of="Ticket.Close", wanted=Audience(frozenset({group.number}), frozenset({named.number})))
    for person in (member, named):
        apis.admit(operation="Ticket.Close", caller=replace(nobody, person=person.ref))
    for outside in (other.ref, None):
        with pytest.raises(Forbidden, match=r"^You are not in the audience of Ticket\.Close\.$"):
            apis.admit(operation="Ticket.Close", caller=replace(nobody, person=outside))


def test_an_administrator_is_always_inside(caller: Caller) -> None:
    apis.set_audience(of="Ticket.Close", wanted=Audience())
    apis.admit(operation="Ticket.Close", caller=caller)


def test_what_is_said_of_an_operation_counts_more_than_what_is_said_of_its_service(nobody: Caller) -> None:
    inside = replace(nobody, person=Ref("person", 5))
    apis.set_audience(of="Fragments", wanted=Audience())
    apis.set_audience(of="Fragments.Get", wanted=Audience(persons=frozenset({5})))
    apis.admit(operation="Fragments.Get", caller=inside)
    with pytest.raises(Forbidden):
        apis.admit(operation="Fragments.GetList", caller=inside)
    assert apis.audience(operation="Fragments.Get") == (Audience(persons=frozenset({5})), False)
    assert apis.audience(operation="Fragments.GetList") == (Audience(), True)


def test_an_audience_is_taken_away_again(nobody: Caller) -> None:
    apis.set_audience(of="Fragments", wanted=Audience())
    apis.set_audience(of="Fragments", wanted=None)
    caches.clear()
    apis.admit(operation="Fragments.Get", caller=nobody)
