"""What leaves because of writes of data."""

from __future__ import annotations

from typing import Any

from tests.dialects.matrix42.data.workbench import ACTIVITY, COMMON, INCIDENT, JOURNAL, incident, put, read, write
from tests.dialects.matrix42.desk import Desk, user
from tests.dialects.matrix42.mailroom import ALWAYS, mails, receivers
from tests.outbound.desk import queued_jobs


def told() -> list[str]:
    """What was told of, oldest first; the requester is German."""
    return [mail.subject.split(":")[0].split()[1] for mail in mails()]


def made(desk: Desk, **parts: Any) -> str:
    return incident(desk, **{ACTIVITY: {"Subject": "x", "Initiator": user(2), "NotificationMode": ALWAYS}, **parts})


def test_the_requester_is_told_as_the_mode_of_the_ticket_says(desk: Desk) -> None:
    own = made(desk)
    assert (told(), receivers()) == (["erstellt"], [])
    write(desk, {"ID": own, ACTIVITY: {"Subject": "y"}})
    assert told() == []
    write(desk, {"ID": own, JOURNAL: [{"OriginalSolutionHtml": "seen"}]})
    assert told() == []
    write(desk, {"ID": own, JOURNAL: [{"OriginalSolutionHtml": "seen", "VisibleInPortal": True}]})
    (mail,) = mails()
    assert (mail.to, "seen" in mail.body) == ("bela@example.com", True)
    put(desk, COMMON, ID=read(desk, own)[COMMON]["ID"], State=710)
    assert told() == ["geschlossen"]


def test_an_entry_is_told_of_when_it_is_filled(desk: Desk) -> None:
    own = made(desk, **{JOURNAL: [{"VisibleInPortal": True}]})
    assert told() == ["erstellt"]
    entry = read(desk, own)[JOURNAL][1]["ID"]
    put(desk, JOURNAL, ID=entry, OriginalSolutionHtml="later")
    (mail,) = mails()
    assert "later" in mail.body
    put(desk, JOURNAL, ID=entry, OriginalSolutionHtml="later")
    alone = desk.make(JOURNAL, UsedInType=own, OriginalSolutionHtml="alone", VisibleInPortal=True)
    (mail,) = mails()
    assert ("alone" in mail.body, alone != entry) == (True, True)


def test_nobody_is_told_of_what_is_no_ticket_or_nothing_new(desk: Desk) -> None:
    own = made(desk)
    mails()
    write(desk, read(desk, own))
    put(desk, "SPSUserClassBase", ID=user(2), Department="x")
    desk.send("POST", f"data/objects/{INCIDENT}", {ACTIVITY: {"Subject": ""}})
    assert queued_jobs() == []
