"""Events: one alert each, kept as a record, so that it has a number, a version that guards it, and a history."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any, Final

from chalicelib.domain.alerting.callback import Callback, CallbackType
from chalicelib.domain.alerting.option import Action, Option
from chalicelib.domain.alerting.property import PropertyType
from chalicelib.domain.kind import Field, FieldType, Kind, fields_by_name
from chalicelib.domain.record import Record


class Standing(StrEnum):
    """Where an event stands. An ended one stays ended."""

    ACTIVE = "active"
    SUSPENDED = "suspended"
    TERMINATED = "terminated"


EVENT: Final = Kind(
    name="event",
    space="event",
    title=lambda event: f"{event.get('form_name')} {event.number}",
    classify=lambda event: str(event.get("standing")),
    classes=tuple(each.value for each in Standing),
    fields=fields_by_name(
        Field("standing", FieldType.CHOICE, choices=tuple(each.value for each in Standing), required=True),
        Field("form", max_length=36, required=True),  # UUID
        Field("form_name", max_length=255),
        Field("sender", max_length=255),  # login of who made it
        Field("priority", FieldType.CHOICE, choices=("low", "medium", "high")),
        Field("properties", max_length=100_000),  # JSON: [[name, type, value, visible, in callbacks], …] as in the form
        Field("bridge", max_length=10_000),  # the conference line of messages, if there is one
        Field(
            "callbacks", max_length=100_000
        ),  # JSON: [[url, type, login, password, agent], …], passwords as the vault sealed them
        Field("base_url", max_length=2_000),  # of the links in messages
        Field("options", max_length=100_000),  # JSON: [[uuid, text, action, description], …], those that it offers
        Field("expires_at", FieldType.DATE_TIME),
        Field("silenced", FieldType.BOOLEAN),  # what is pending is cancelled
        Field("silenced_persons", FieldType.REFERENCE, target=("person",), multiple=True),  # likewise, for these
    ),
)
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Said:
    """A property as an event has it. `value`: as its type is; of a password the text that the vault sealed."""

    name: str
    type: PropertyType
    value: Any
    visible: bool = True
    in_callbacks: bool = False


def incident(event: Record) -> str:
    """What notifications call an event."""
    return f"WEB_MESSAGE_{(event.created_at - _EPOCH) // timedelta(milliseconds=1)}"


def properties(event: Record) -> list[Said]:
    """The properties of an event that have a value, in the order of its form."""
    kept = json.loads(event.get("properties") or "[]")
    return [Said(name, PropertyType(of), value, visible, told) for name, of, value, visible, told in kept]


def callbacks(event: Record) -> list[Callback]:
    """Where an event is reported to."""
    kept = json.loads(event.get("callbacks") or "[]")
    return [Callback(url, CallbackType(of), login, password, agent) for url, of, login, password, agent in kept]


def options(event: Record) -> list[Option]:
    """The answers that an event offers."""
    kept = json.loads(event.get("options") or "[]")
    return [Option(uuid, text, Action(action), description) for uuid, text, action, description in kept]


def written_options(several: Sequence[Option]) -> str | None:
    """Options as the field keeps them."""
    return (
        _compact([[each.uuid, each.text, each.action.value, each.description] for each in several]) if several else None
    )


def written_properties(said: Sequence[Said]) -> str:
    """Properties as the field keeps them."""
    return _compact([[each.name, each.type.value, each.value, each.visible, each.in_callbacks] for each in said])


def written_callbacks(several: Sequence[Callback]) -> str:
    """Callbacks as the field keeps them."""
    return _compact([[each.url, each.type.value, each.login, each.password, each.agent] for each in several])


def _compact(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
