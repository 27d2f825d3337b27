"""What tests of mails share: people, a ticket that is written with an announcement, and the mails that come of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any, Final

from chalicelib.dialects.matrix42 import callback
from chalicelib.domain.delivery import Message
from chalicelib.domain.group import GROUP
from chalicelib.domain.journal import Note
from chalicelib.domain.person import PERSON
from chalicelib.domain.record import Change, Record, Value
from chalicelib.domain.reference import Ref
from chalicelib.domain.ticket import TICKET
from chalicelib.outbound import worker
from chalicelib.services import records
from chalicelib.store import deliveries
from tests.conftest import make_caller
from tests.outbound.desk import queued_jobs

CALLER: Final = make_caller("matrix42")
ALWAYS, AT_BOTH_ENDS, NEVER = 1, 2, 3


def person(address: str | None = None, **values: Any) -> Ref:
    wanted = {"last_name": "Lee", "email": (address,) if address else None, **values}
    return records.create(kind=PERSON, values=wanted, caller=CALLER).ref


def group(name: str, *members: Ref, **values: Any) -> Ref:
    return records.create(kind=GROUP, values={"name": name, "members": members, **values}, caller=CALLER).ref


def trash(ref: Ref) -> None:
    records.trash(kind=PERSON if ref.kind == "person" else GROUP, number=ref.number, caller=CALLER)


def switch_off(ref: Ref) -> None:
    kind = PERSON if ref.kind == "person" else GROUP
    records.change(kind=kind, number=ref.number, edit=lambda _: Change({"active": False}), caller=CALLER)


class Case:
    """One ticket. What is told of a write beyond its mode is said by `asked`, `public_note` and `filled`."""

    def __init__(
        self,
        *,
        mode: int | None = None,
        attached: tuple[Ref, ...] = (),
        by: Ref | None = None,
        announced: Mapping[str, Any] | None = None,
        notes: tuple[Note, ...] = (),
        **values: Value | None,
    ) -> None:
        """Made with an announcement, unless it is not `announced`."""
        self.caller = replace(CALLER, person=by)
        extras = {"main": {"NotificationMode": mode}, "AttachedUsers": [str(each) for each in attached] or None}
        announce = None if announced is None else callback.announce(self.caller, **announced)
        self.record: Record = records.create(
            kind=TICKET,
            values={"subject": "It is cold", "type": "incident", **values},
            extras={"matrix42": extras},
            notes=notes,
            caller=self.caller,
            announce=announce,
        )

    @property
    def name(self) -> str:
        """What the ticket is called by."""
        return f"INC{self.record.number:05}"

    def write(
        self,
        *asked: str,
        public_note: bool = False,
        filled: Collection[str] = (),
        notes: tuple[Note, ...] = (),
        **values: Value | None,
    ) -> None:
        self.record = records.change(
            kind=TICKET,
            number=self.record.number,
            edit=lambda _: Change(values, notes=notes),
            caller=self.caller,
            announce=callback.announce(self.caller, asked=frozenset(asked), public_note=public_note, filled=filled),
        )

    def comment(self, text: str = "Warmer?", *asked: str, public: bool = True, **more: Any) -> None:
        self.write(*asked, public_note=public, notes=(Note(text, public=public, **more),))

    def close(self, *asked: str, **values: Any) -> None:
        self.write(*asked, state="closed", **values)


def mails() -> list[Message]:
    """What is on its way because of what was done since the last call, by address."""
    found: list[Message] = []
    for job in queued_jobs():
        assert worker.expand(job)
        found += [each.message for each in deliveries.of_job(job)]
    return sorted(found, key=lambda mail: mail.to)


def receivers() -> list[str]:
    return [mail.to for mail in mails()]
