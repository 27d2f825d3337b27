"""Who gets a mail about a ticket, and when: from the write through the worker to the sender."""

from __future__ import annotations

from typing import Any

import pytest

from chalicelib.dialects.matrix42 import callback
from chalicelib.domain.journal import Note
from chalicelib.domain.person import PERSON
from chalicelib.domain.record import Change
from chalicelib.domain.reference import Ref
from chalicelib.services import records
from tests.dialects.matrix42.desk import Desk, user
from tests.dialects.matrix42.mailroom import (
    ALWAYS,
    AT_BOTH_ENDS,
    CALLER,
    NEVER,
    Case,
    group,
    mails,
    person,
    receivers,
    switch_off,
    trash,
)
from tests.outbound.desk import queued_jobs

pytestmark = pytest.mark.usefixtures("queues")


@pytest.fixture
def ann() -> Ref:
    return person("ann@example.com")


@pytest.mark.parametrize(
    ("mode", "told"),
    [
        (ALWAYS, ["created", "commented", "closed"]),
        (AT_BOTH_ENDS, ["created", "closed"]),
        (NEVER, []),
        (None, []),
        (7, []),
    ],
)
def test_the_mode_says_what_the_requester_is_told_of(ann: Ref, mode: int | None, told: list[str]) -> None:
    case = Case(mode=mode, requester=ann, announced={})
    case.comment()
    case.write(subject="It is warm")
    case.comment(public=False)
    case.close()
    case.write(resolution="Wait")
    case.write(state="in_progress")
    assert sorted(mail.subject.split(":")[0].split()[1] for mail in mails()) == sorted(told)


@pytest.mark.parametrize("mode", [ALWAYS, AT_BOTH_ENDS, NEVER, None])
@pytest.mark.parametrize("occasion", ["created", "commented", "changed", "closed"])
def test_who_is_asked_for_is_told_in_every_mode_and_once(ann: Ref, mode: int | None, occasion: str) -> None:
    asked = frozenset({"initiator"})
    case = Case(mode=mode, requester=ann, announced={"asked": asked} if occasion == "created" else None)
    match occasion:
        case "commented":
            case.comment("Warmer?", "initiator")
        case "changed":
            case.write("initiator", subject="It is warm")
        case "closed":
            case.close("initiator")
    assert [mail.subject.split()[1].rstrip(":") for mail in mails()] == [occasion]


def test_a_ticket_that_is_made_closed_is_told_of_as_created(ann: Ref) -> None:
    case = Case(mode=AT_BOTH_ENDS, requester=ann, state="closed", announced={})
    assert [mail.subject for mail in mails()] == [f"{case.name} created: It is cold"]


def test_a_closing_with_a_public_comment_is_one_mail(ann: Ref) -> None:
    case = Case(mode=ALWAYS, requester=ann)
    case.write("initiator", public_note=True, notes=(Note("Bye", public=True),), state="closed")
    assert [mail.subject for mail in mails()] == [f"{case.name} closed: It is cold"]


def test_closing_what_is_closed_is_not_a_closing(ann: Ref) -> None:
    case = Case(mode=AT_BOTH_ENDS, requester=ann, state="closed")
    case.close(resolution="Done")
    assert queued_jobs() == []


def test_each_flag_tells_those_that_it_names() -> None:
    olga = person("olga@example.com")
    far = Case(assignee=person("far@example.com"))
    case = Case(
        requester=person("ann@example.com"),
        attached=(person("bob@example.com"), person("cid@example.com")),
        assignee=olga,
        group=group("Heating", person("member@example.com"), email="heating@example.com"),
        related=(far.record.ref,),
    )
    found = {}
    for flag in sorted(callback.FLAGS):
        case.write(flag, subject=f"Cold: {flag}")
        found[flag] = receivers()
    assert found == {
        "initiator": ["ann@example.com"],
        "users": ["bob@example.com", "cid@example.com"],
        "responsible": ["olga@example.com"],
        "related": ["far@example.com"],
    }
    case.write(*callback.FLAGS, subject="Cold: all")
    assert receivers() == sorted(each for several in found.values() for each in several)


def test_a_flag_that_there_is_not_is_a_mistake_of_whoever_calls() -> None:
    with pytest.raises(ValueError, match="everybody"):
        callback.announce(CALLER, asked=frozenset({"everybody"}))


def test_without_an_assignee_the_group_is_told_at_its_address() -> None:
    Case(group=group("Heating", person("bob@example.com"), email="heating@example.com")).close("responsible")
    assert receivers() == ["heating@example.com"]


def test_a_group_without_an_address_is_told_member_by_member_whatever_groups_are_within() -> None:
    inner = group("Pipes", person("ann@example.com"), person("bob@example.com"), email="pipes@example.com")
    outer = group("Heating", inner, person("cid@example.com"))
    Case(group=outer).close("responsible")
    assert receivers() == ["ann@example.com", "bob@example.com", "cid@example.com"]


def test_those_responsible_for_related_tickets_may_be_groups_and_tickets_in_the_trash_have_none() -> None:
    first = Case(group=group("Heating", person("bob@example.com")))
    second = Case(assignee=person("ann@example.com"))
    gone = Case(assignee=person("gone@example.com"))
    case = Case(related=(first.record.ref, second.record.ref, gone.record.ref))
    records.trash(kind=gone.record.kind, number=gone.record.number, caller=CALLER)
    case.close("related")
    assert receivers() == ["ann@example.com", "bob@example.com"]


def test_who_is_meant_several_times_gets_one_mail(ann: Ref) -> None:
    again = person("ANN@example.com")
    other = Case(assignee=ann)
    case = Case(
        mode=ALWAYS,
        requester=ann,
        attached=(ann, again),
        group=group("Heating", ann, again),
        related=(other.record.ref,),
    )
    case.close(*callback.FLAGS)
    assert receivers() == ["ann@example.com"]


def test_who_has_no_address_is_switched_off_or_in_the_trash_gets_none() -> None:
    off, gone = person("off@example.com"), person("gone@example.com")
    switch_off(off)
    there = (person(), person("bob@example.com"), off, gone)
    case = Case(requester=off, attached=there, group=group("Heating", *there))
    trash(gone)
    case.close("initiator", "users", "responsible")
    assert receivers() == ["bob@example.com"]


@pytest.mark.parametrize("take_away", [switch_off, trash])
def test_a_group_that_is_gone_or_switched_off_stands_for_nobody(take_away: Any) -> None:
    named = group("Heating", person("bob@example.com"), email="heating@example.com")
    plain = group("Pipes", person("cid@example.com"))
    for each in (named, plain):
        case = Case(group=each)
        take_away(each)
        case.close("responsible")
    assert receivers() == []


def test_who_has_a_second_address_is_told_at_the_first() -> None:
    Case(requester=person(email=("one@example.com", "two@example.com"))).close("initiator")
    assert receivers() == ["one@example.com"]


def test_an_address_counts_as_it_is_when_the_job_is_expanded(ann: Ref) -> None:
    Case(requester=ann).close("initiator")
    records.change(
        kind=PERSON, number=ann.number, edit=lambda _: Change({"email": ("new@example.com",)}), caller=CALLER
    )
    assert receivers() == ["new@example.com"]


def test_where_nobody_can_be_told_there_is_no_job() -> None:
    case = Case(mode=ALWAYS, announced={"asked": callback.FLAGS})
    case.comment("Warmer?", *callback.FLAGS)
    case.close(*callback.FLAGS)
    assert queued_jobs() == []


def test_what_is_announced_to_nobody_in_particular_of_a_plain_change_is_no_job(ann: Ref) -> None:
    case = Case(mode=ALWAYS, requester=ann, attached=(ann,), assignee=ann)
    case.write(subject="It is warm")
    assert queued_jobs() == []


def test_a_write_that_changes_nothing_tells_nobody(ann: Ref) -> None:
    case = Case(mode=ALWAYS, requester=ann, attached=(ann,))
    case.write(*callback.FLAGS, subject="It is cold")
    assert queued_jobs() == []


def test_the_life_of_a_ticket_over_http_is_told_as_its_mode_and_the_flags_say(desk: Desk) -> None:
    extra = [{"Name": "NotificationMode", "Value": AT_BOTH_ENDS}]
    body = {"Subject": "No ink", "User": user(2), "ResponsibleUser": user(3), "ExtraProperties": extra}
    ticket = desk.send("POST", "ticket/create?activityType=0", body).json
    [created] = mails()
    comment = {"ObjectId": ticket, "Comments": "Which <b>one</b>?", "VisibleInPortal": True}
    assert desk.send("POST", "journal/Add", comment).status == 200
    assert mails() == []
    closing = {
        "ObjectIds": [ticket],
        "Comments": "<p>Filled.</p>",
        "NotifyResponsible": True,
        "SendMailToInitiator": True,
    }
    assert desk.send("POST", "ticket/close", closing).status == 204
    told, responsible = mails()
    number = created.subject.split()[0]
    assert (created.to, created.subject) == ("bela@example.com", f"{number} erstellt: No ink")
    assert (told.to, told.subject) == ("bela@example.com", f"{number} geschlossen: No ink")
    assert told.body.endswith("Status: Geschlossen\nVon: Moss, Ada\n\nLösung:\nFilled.\n")
    assert (responsible.to, responsible.subject) == ("chen@example.com", f"{number} closed: No ink")
