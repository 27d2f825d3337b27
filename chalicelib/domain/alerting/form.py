"""Engines and forms: what events, and subscriptions to them, are made from."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any, Final

from chalicelib.domain.alerting.callback import Callback
from chalicelib.domain.alerting.option import Option
from chalicelib.domain.alerting.property import Property
from chalicelib.domain.caller import Caller

PRIORITIES: Final = ("low", "medium", "high")
A_DAY: Final = 1_440  # minutes


class FormKind(StrEnum):
    """What a form is for."""

    EVENT = "event"
    SUBSCRIPTION = "subscription"


class Conference(StrEnum):
    """What conference bridges the events of a form may name."""

    NONE = "none"
    HOSTED = "xmatters"
    EXTERNAL = "external"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Bridge:
    """An external conference bridge of an engine."""

    name: str
    needs_number: bool = False


@dataclass(frozen=True, slots=True)
class Engine:
    """A set of forms with what they share."""

    uuid: str
    name: str
    bridges: tuple[Bridge, ...] = ()


@dataclass(frozen=True, slots=True)
class FormProperty:
    """A property as a form uses it. `default`: before that of the property itself. `visible`: in messages."""

    property: Property
    required: bool = False
    visible: bool = True
    in_callbacks: bool = False
    default: Any = None


@dataclass(frozen=True, slots=True)
class FormRecipient:
    """Who is told when a request names nobody. `devices`: names of those devices that are used, empty for all."""

    target: str
    devices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Form:
    """One form.

    `web_service`: requests may make events from it. `senders`: roles and logins that may, empty for everyone who may send.
    `expiration_minutes`: after which an event ends by itself, 0 for never. Of subscription forms: `watches`, the names of the
    forms whose events are looked at; `device_filter`, names of devices, None for none; `notification_delay`, minutes.
    """

    uuid: str
    name: str
    engine: Engine
    kind: FormKind = FormKind.EVENT
    active: bool = True
    web_service: bool = True
    senders: tuple[str, ...] = ()
    properties: tuple[FormProperty, ...] = ()
    recipients: tuple[FormRecipient, ...] = ()
    options: tuple[Option, ...] = ()
    priority: str = "medium"
    conference: Conference = Conference.NONE
    callbacks: tuple[Callback, ...] = ()
    expiration_minutes: int = A_DAY
    watches: tuple[str, ...] = ()
    device_filter: tuple[str, ...] | None = None
    notification_delay: int = 0

    def names(self, caller: Caller) -> bool:
        """Whether it names somebody among its senders, by login or by role."""
        known = {caller.login.casefold(), *(role.name.casefold() for role in caller.permissions.roles)}
        return not known.isdisjoint(each.casefold() for each in self.senders)

    @cached_property
    def properties_by_name(self) -> dict[str, FormProperty]:
        """Its properties by name."""
        return {each.property.name: each for each in self.properties}

    @cached_property
    def options_by_uuid(self) -> dict[str, Option]:
        """Its response options by UUID, in lower case."""
        return {each.uuid.lower(): each for each in self.options}
