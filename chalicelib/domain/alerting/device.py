"""Devices: how a person is reached. They are kept with the person, as what only alerting understands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final
from uuid import NAMESPACE_OID, uuid5

from chalicelib.domain.delivery import Channel
from chalicelib.domain.record import Record

OWNER: Final = "xmatters"  # whose extra they are
DEVICES: Final = "devices"


class DeviceType(StrEnum):
    """What sort of device it is."""

    EMAIL = "Email"
    TEXT_PHONE = "Text Phone"
    VOICE_PHONE = "Voice Phone"

    @property
    def channel(self) -> Channel | None:
        """How messages to it leave; None for one that nothing can be sent to."""
        return _CHANNELS.get(self)


_CHANNELS: Final = {DeviceType.EMAIL: Channel.EMAIL, DeviceType.TEXT_PHONE: Channel.SMS}


@dataclass(frozen=True, slots=True)
class Device:
    """One device. `address`: an e-mail address or a telephone number."""

    uuid: str
    name: str
    type: DeviceType
    address: str
    active: bool = True

    def to_plain(self) -> dict[str, Any]:
        """As it is kept."""
        return {
            "uuid": self.uuid,
            "name": self.name,
            "type": self.type.value,
            "address": self.address,
            "active": self.active,
        }


def of_person(person: Record) -> tuple[Device, ...]:
    """The devices of a person, in order.

    Who has none on record is reached by the first e-mail address and the mobile number, so that people who were made through
    another dialect can be alerted.
    """
    kept = person.extra(OWNER).get(DEVICES)
    if kept is not None:
        return tuple(_read(each) for each in kept)
    known = (
        ("Work Email", DeviceType.EMAIL, person.get("email")),
        ("SMS Phone", DeviceType.TEXT_PHONE, person.get("mobile")),
    )
    return tuple(
        Device(str(uuid5(NAMESPACE_OID, f"{person.guid}/{name}")), name, of, address)
        for name, of, address in known
        if address
    )


def _read(kept: Mapping[str, Any]) -> Device:
    return Device(kept["uuid"], kept["name"], DeviceType(kept["type"]), kept["address"], kept.get("active", True))
