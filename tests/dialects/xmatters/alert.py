"""One alert that waits for an answer, and what its pages hold."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

from chalicelib.domain.alerting import event as events
from chalicelib.domain.alerting.event import EVENT, Said, Standing
from chalicelib.domain.alerting.notification import NOTIFICATION, Course
from chalicelib.domain.alerting.option import Action, Option
from chalicelib.domain.alerting.property import PropertyType
from chalicelib.domain.person import PERSON
from chalicelib.domain.record import Change, Record
from chalicelib.services import records
from chalicelib.services.alerting import links
from tests.conftest import make_caller

YES = Option("00000000-0000-4000-8000-00000000b001", "Acknowledge")
END = Option("00000000-0000-4000-8000-00000000b002", "Stop <all>", Action.END, "Ends the alert for everybody")
SAID = (
    Said("message", PropertyType.TEXT, "Disk <full> & hot"),
    Said("key", PropertyType.PASSWORD, "sealed"),
    Said("hidden", PropertyType.TEXT, "not for all", visible=False),
)
CALLER = make_caller("xmatters")


def alert(*, options: tuple[Option, ...] = (YES, END), said: tuple[Said, ...] = SAID, **person: Any) -> str:
    """The token of a notification of a new event."""
    values = {
        "standing": Standing.ACTIVE.value,
        "form": "f",
        "form_name": "New Incident",
        "properties": events.written_properties(said),
        "options": events.written_options(options),
    }
    event = records.create(kind=EVENT, values=values, caller=CALLER)
    bob = records.create(kind=PERSON, values={"display_name": "Bob Smith"}, caller=CALLER)
    who = {"target": "bsmith", "first_name": "Bob", "last_name": "Smith", **person}
    told = {"course": Course.DELIVERED.value, "event": event.ref, "person": bob.ref, **who}
    return links.token(records.create(kind=NOTIFICATION, values=told, caller=CALLER).number)


def ended(token: str) -> None:
    """The event of a token comes to its end."""
    change = Change({"standing": Standing.TERMINATED.value})
    records.change(kind=EVENT, number=notification(token).get("event").number, edit=lambda _: change, caller=CALLER)


def notification(token: str) -> Record:
    """The notification of a token."""
    number = links.read(token)
    assert number
    return records.get(kind=NOTIFICATION, number=number)


class Page(HTMLParser):
    """What a page holds: its text, its tags, the values of its fields, and whether everything that was opened was closed."""

    VOID = frozenset({"meta", "input", "br", "link"})

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text = ""
        self.tags: list[str] = []
        self.open: list[str] = []
        self.fields: list[dict[str, str | None]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag not in self.VOID:
            self.open.append(tag)
        if tag in ("input", "textarea", "form", "button"):
            self.fields.append({"tag": tag, **dict(attrs)})

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.text += data

    @property
    def choices(self) -> list[str | None]:
        return [each.get("value") for each in self.fields if each.get("name") == "response"]
