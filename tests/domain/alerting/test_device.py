from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from chalicelib.domain.alerting.device import Device, DeviceType, of_person
from chalicelib.domain.delivery import Channel
from chalicelib.domain.person import PERSON
from chalicelib.domain.record import Record

AT = datetime(2026, 1, 1, tzinfo=UTC)


def person(devices: Any = None, **fields: Any) -> Record:
    extras = {} if devices is None else {"xmatters": {"devices": devices}}
    return Record(PERSON, 7, UUID(int=1), 1, AT, AT, fields=fields, extras=extras)


def test_devices_come_back_as_they_were_kept() -> None:
    phone = Device("d1", "Work Phone", DeviceType.VOICE_PHONE, "+12505550102", active=False)
    assert of_person(person([phone.to_plain()], email=("a@example.com",))) == (phone,)


def test_who_has_no_devices_is_reached_by_mail_and_mobile() -> None:
    mail, text = of_person(person(email=("a@example.com", "b@example.com"), mobile="+12505550101"))
    assert (mail.name, mail.address, mail.type.channel) == ("Work Email", "a@example.com", Channel.EMAIL)
    assert (text.name, text.address, text.type.channel) == ("SMS Phone", "+12505550101", Channel.SMS)
    assert mail.uuid != text.uuid
    assert of_person(person(email=("c@example.com",)))[0].uuid == mail.uuid


def test_an_empty_list_of_devices_means_none() -> None:
    assert of_person(person([], email=("a@example.com",))) == ()
    assert of_person(person()) == ()
