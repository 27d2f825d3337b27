"""Answers: what a link in a message leads to, and what choosing an option sets off.

An answer is written with a job, in one moment. What its option does is done at once, and again by the job, which finds it done:
so it is done after a crash, too.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from chalicelib.domain import clock
from chalicelib.domain.alerting import event as events_kept
from chalicelib.domain.alerting.criterion import text
from chalicelib.domain.alerting.event import EVENT, Standing
from chalicelib.domain.alerting.notification import NOTIFICATION, Course
from chalicelib.domain.alerting.option import Action, Option
from chalicelib.domain.alerting.property import PropertyType
from chalicelib.domain.caller import Caller, CredentialKind
from chalicelib.domain.job import Announcement
from chalicelib.domain.record import Change, Record
from chalicelib.domain.role import Permissions
from chalicelib.errors import Conflict, Fault, Invalid, NotFound
from chalicelib.services import records
from chalicelib.services.alerting import events, links

ANSWERED: Final = "answered"
DIALECT: Final = "xmatters"
MAX_COMMENT: Final = 2_000
MASK: Final = "********"
_ARROW: Final = " -> "


@dataclass(frozen=True, slots=True)
class Question:
    """What a link leads to. `shown`: visible properties as text. `answered`: the option that was chosen, as text."""

    event: Record
    notification: Record
    shown: tuple[tuple[str, str], ...]
    options: tuple[Option, ...]
    is_over: bool
    answered: str | None


def find(token: str) -> Question:
    """What a token leads to. Raises NotFound for one that is forged or unknown."""
    number = links.read(token)
    if number is None:
        raise NotFound("This link is not known here.")
    try:
        notification = records.get(kind=NOTIFICATION, number=number)
        event = records.get(kind=EVENT, number=notification.get("event").number)
    except NotFound:
        raise NotFound("This link is not known here.") from None
    return _question(event, notification)


def answer(token: str, *, option: str, comment: str = "") -> Question:
    """Choose an option. Raises NotFound; Invalid for an unknown option or too long a comment; Conflict when it is too late."""
    question = find(token)
    chosen = next((each for each in question.options if each.uuid.lower() == option.strip().lower()), None)
    if chosen is None:
        raise Invalid([Fault(("response",), "choice", "Please choose one of the answers.")])
    if len(comment) > MAX_COMMENT:
        too_long = f"A comment has at most {MAX_COMMENT} characters."
        raise Invalid([Fault(("comment",), "too_long", too_long, {"limit": MAX_COMMENT})])
    if question.is_over:
        raise Conflict("This alert has ended; it takes no more answers.")
    caller = caller_of(question.notification)
    now = clock.now()

    def edit(record: Record) -> Change:
        if record.get("course") == Course.RESPONDED:
            raise Conflict(f"You have answered this alert already: {record.get('response')}.")
        return Change(
            {
                "course": Course.RESPONDED.value,
                "responded_at": now,
                "response": chosen.text[:255],
                "comment": comment or None,
            }
        )

    def announce(before: Record | None, after: Record) -> Announcement:
        facts = {"event": question.event.number, "notification": after.number, "action": chosen.action.value}
        return Announcement(ANSWERED, facts)

    written = records.change(
        kind=NOTIFICATION,
        number=question.notification.number,
        edit=edit,
        caller=caller,
        before=question.notification,
        announce=announce,
    )
    act(action=chosen.action, notification=written, caller=caller)
    return _question(records.get(kind=EVENT, number=question.event.number), written)


def caller_of(notification: Record) -> Caller:
    """The person behind a notification, as who does something by answering it."""
    login = str(notification.get("target") or "")
    person = notification.get("person")
    return Caller(login or str(person), login, "respond", CredentialKind.BASIC, DIALECT, Permissions(), person=person)


def act(*, action: Action, notification: Record, caller: Caller) -> None:
    """Do what an option does, unless it is done."""
    number = notification.get("event").number
    person = notification.get("person")
    match action:
        case Action.END:
            event = records.get(kind=EVENT, number=number)
            if event.get("standing") == Standing.TERMINATED:
                return
            try:
                events.set_standing(
                    number=number,
                    standing=Standing.TERMINATED,
                    caller=caller,
                    said=events.ENDED,
                    username=str(notification.get("target") or ""),
                )
            except Conflict:
                return  # somebody else was faster
        case Action.STOP_NOTIFYING_TARGET:
            _silence(number, lambda _: {"silenced": True}, caller)
        case Action.STOP_NOTIFYING_USER:
            _silence(number, lambda event: {"silenced_persons": _with(event, person)}, caller)


def _with(event: Record, person: Any) -> tuple[Any, ...]:
    return tuple(dict.fromkeys((*event.many("silenced_persons"), person)))


def _silence(number: int, values: Any, caller: Caller) -> None:
    def edit(event: Record) -> Change:
        wanted: Mapping[str, Any] = values(event)
        return Change(wanted)

    records.change(kind=EVENT, number=number, edit=edit, caller=caller)


def _question(event: Record, notification: Record) -> Question:
    answered = notification.get("response") if notification.get("course") == Course.RESPONDED else None
    return Question(
        event=event,
        notification=notification,
        shown=tuple((said.name, shown(said)) for said in events_kept.properties(event) if said.visible),
        options=tuple(events_kept.options(event)),
        is_over=event.get("standing") == Standing.TERMINATED,
        answered=answered,
    )


def shown(said: events_kept.Said) -> str:
    """A property as people read it."""
    if said.type is PropertyType.PASSWORD:
        return MASK
    if isinstance(said.value, list):
        return (_ARROW if said.type is PropertyType.HIERARCHY else ", ").join(map(str, said.value))
    return text(said.value)
