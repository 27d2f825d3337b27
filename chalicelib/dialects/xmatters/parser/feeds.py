"""A new subscription, against its form (specification, 4)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from chalicelib.dialects.xmatters.parser import faults as words
from chalicelib.dialects.xmatters.parser.criteria import criteria
from chalicelib.dialects.xmatters.parser.members import Members
from chalicelib.dialects.xmatters.parser.trigger.recipients import NO_RECIPIENT
from chalicelib.domain.alerting.criterion import Criterion
from chalicelib.domain.alerting.form import Form
from chalicelib.domain.alerting.property import PropertyType
from chalicelib.domain.record import Record
from chalicelib.errors import Faults
from chalicelib.services import secrets
from chalicelib.services.alerting import targets
from chalicelib.services.alerting.targets import Target

MAX_NAME: Final = 200
MAX_DEVICE: Final = 255
MAX_DEVICES: Final = 100
MAX_SUBSCRIBERS: Final = 1_000
MAX_DELAY: Final = 1_440  # minutes
NO_OWNER: Final = "The owner does not exist."
_TARGET: Final = "targetName"


@dataclass(frozen=True, slots=True)
class Feed:
    """What a subscription is to be; everything has been checked. `delay`: minutes."""

    name: str
    description: str
    owner: Record
    subscribers: tuple[Target, ...]
    devices: tuple[str, ...]
    criteria: tuple[Criterion, ...]
    delay: int


def form_uuid(content: Mapping[str, Any]) -> str:
    """The form that a subscription is made from. Raises Invalid where none is named."""
    faults = Faults()
    members = Members(content, faults)
    uuid = members.text("formUuid", most=MAX_NAME, required=True)
    if uuid is None:
        members.text("name", most=MAX_NAME, required=True)
    faults.raise_any()
    return (uuid or "").strip()


def feed(content: Mapping[str, Any], form: Form, caller: Record | None) -> Feed:
    """The subscription. `caller`: the person who calls, if there is one. Raises Invalid with all faults."""
    faults = Faults()
    members = Members(content, faults)
    name = members.text("name", most=MAX_NAME, required=True)
    description = members.text("description", most=MAX_NAME)
    found = targets.find({each for each in (_text(content.get("owner")), *_names(content)) if each})
    owner = _owner(members, found, caller)
    devices = _devices(members, form)
    subscribers = _subscribers(members, found)
    wanted = criteria(members, form)
    delay = _delay(members, form)
    faults.raise_any()
    assert owner is not None  # noqa: S101  it would be missed
    return Feed(
        name or "", description or "", owner, subscribers or (Target(owner),), devices, _closed(wanted, form), delay
    )


def _owner(members: Members, found: Mapping[str, Target], caller: Record | None) -> Record | None:
    """Whose it is: the person that is named, or the one who calls."""
    said = members.get("owner")
    if said is None or said == "":
        if caller is None:
            members.missing("owner")
        return caller
    name = members.text("owner", most=MAX_DEVICE)
    target = found.get(name.strip()) if name else None
    if target and not target.is_group and not target.device:
        return target.record
    if name:
        members.wrong("owner", NO_OWNER)
    return None


def _closed(several: Sequence[Criterion], form: Form) -> tuple[Criterion, ...]:
    """Criteria as they are kept: what passwords have to be like is sealed as passwords are."""
    secret = {each.property.uuid for each in form.properties if each.property.type is PropertyType.PASSWORD}
    seal = secrets.sealer()
    return tuple(
        replace(each, values=tuple(map(seal, each.values))) if each.property in secret else each for each in several
    )


def _devices(members: Members, form: Form) -> tuple[str, ...]:
    """Names of devices; those of the form where none are sent."""
    said = members.entries("devices", most=MAX_DEVICES, required=form.device_filter is None)
    for index, each in enumerate(said or ()):
        if not isinstance(each, str) or not each.strip():
            members.wrong("devices", words.NO_TEXT, index)
        elif len(each) > MAX_DEVICE:
            members.wrong("devices", words.too_long(MAX_DEVICE), index)
    return tuple(str(each).strip() for each in said) if said else form.device_filter or ()


def _subscribers(members: Members, found: Mapping[str, Target]) -> tuple[Target, ...]:
    several: list[Target] = []
    for index, each in enumerate(members.entries("subscriptions", most=MAX_SUBSCRIBERS) or ()):
        entry = members.member("subscriptions", each, index)
        name = entry and entry.text(_TARGET, most=2 * MAX_DEVICE, required=True)
        if name and name.strip() in found:
            several.append(found[name.strip()])
        elif entry and name:
            entry.wrong(_TARGET, NO_RECIPIENT)
    return tuple(several)


def _delay(members: Members, form: Form) -> int:
    said = members.get("notificationDelay")
    if said is None:
        return form.notification_delay
    if not isinstance(said, int) or isinstance(said, bool):
        members.wrong("notificationDelay", words.NO_NUMBER)
    elif not 0 <= said <= MAX_DELAY:
        members.wrong("notificationDelay", words.between(0, MAX_DELAY))
    else:
        return said
    return 0


def _names(content: Mapping[str, Any]) -> list[str | None]:
    """Whom the subscriptions of a request name."""
    said = content.get("subscriptions")
    several = said[:MAX_SUBSCRIBERS] if isinstance(said, list) else ()
    return [_text(each.get(_TARGET)) for each in several if isinstance(each, dict)]


def _text(said: Any) -> str | None:
    return said.strip() if isinstance(said, str) else None
