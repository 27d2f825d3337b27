"""A desk that alerts: forms, people with devices, groups; what is sent goes to an SES and an SNS of the process."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final
from uuid import UUID, uuid4

from moto.core.models import DEFAULT_ACCOUNT_ID
from moto.ses.models import ses_backends
from moto.sns.models import sns_backends

from chalicelib import config
from chalicelib.domain import clock
from chalicelib.domain.alerting.device import DEVICES, OWNER, Device, DeviceType
from chalicelib.domain.alerting.event import EVENT
from chalicelib.domain.alerting.form import Form
from chalicelib.domain.alerting.notification import NOTIFICATION
from chalicelib.domain.delivery import Delivery
from chalicelib.domain.person import PERSON
from chalicelib.domain.record import Change, Record
from chalicelib.outbound import sender, sweeper, worker
from chalicelib.services import records
from chalicelib.store import aws, deliveries
from chalicelib.store import records as store
from tests.dialects.xmatters.desk import ADMIN, Desk, make_group, make_person
from tests.dialects.xmatters.forms import FORMS, INCIDENT, lay_down
from tests.outbound.desk import items, queued_deliveries, queued_jobs
from tests.outbound.receivers import OK, Receiver, answers
from tests.queues import make_queues
from tests.quick import furnished
from tests.vault import make_vault_key
from tests.wire import Answer

EMAIL, SMS, VOICE = DeviceType.EMAIL, DeviceType.TEXT_PHONE, DeviceType.VOICE_PHONE
PEOPLE: Final[Mapping[str, tuple[tuple[str, DeviceType, str], ...]]] = {
    "bsmith": (
        ("Work Email", EMAIL, "bsmith@example.com"),
        ("SMS Phone", SMS, "+12505550101"),
        ("Work Phone", VOICE, "+12505550102"),
    ),
    "tsanderson": (("Email", EMAIL, "tsanderson@example.com"), ("Voice Phone", VOICE, "+12505550103")),
    "admin": (("Work Email", EMAIL, "admin@example.com"), ("Home Phone", VOICE, "+12505550104")),
    "mmcbride": (),
    "jdoe": (("Work Email", EMAIL, "jdoe@example.com"),),
}
ROUNDS: Final = 20  # of the queues: nothing goes on for ever


@dataclass
class Alarm:
    """The desk, and what leaves it. `people`: by login; `groups`: by name."""

    desk: Desk
    people: dict[str, Record]
    groups: dict[str, Record]

    def post(self, form: Form = INCIDENT, *, login: str = "full", **body: Any) -> Answer:
        """A trigger."""
        return self.desk.send("POST", f"forms/{form.uuid}/triggers", body, login=login)

    def trigger(self, *to: str, form: Form = INCIDENT, **body: Any) -> int:
        """The number of a new event for these targets."""
        if to:
            body["recipients"] = [{"targetName": each} for each in to]
        if form is INCIDENT:
            body.setdefault("properties", {"message": "Disk full"})
        answer = self.post(form, **body)
        assert answer.status == 200, answer.text
        return int(answer.json["id"])

    def put(self, event: int, status: str) -> None:
        """Another standing of an event."""
        answer = self.desk.send("PUT", f"events/{event}", {"status": status})
        assert (answer.status, answer.text) == (200, "")

    def expand(self) -> list[str]:
        """What the queue of jobs names is done."""
        jobs = queued_jobs()
        for job in jobs:
            worker.expand(job)
        return jobs

    def work(self) -> None:
        """Everything that is queued is done, and what that queues."""
        for _ in range(ROUNDS):
            jobs, waiting = self.expand(), queued_deliveries()
            for job, key in waiting:
                sender.attempt(job, key)
            if not jobs and not waiting:
                return
        raise AssertionError("It goes on and on.")

    def later(self, seconds: float) -> None:
        """Time goes by, what has become due is swept up, and everything is done."""
        clock.advance(seconds)
        sweeper.sweep(grace=timedelta(0))
        self.work()

    @property
    def mails(self) -> list[Any]:
        """What SES was given."""
        return list(ses_backends[DEFAULT_ACCOUNT_ID][config.REGION].sent_messages)

    @property
    def addresses(self) -> list[str]:
        """Whom SES was given mails for, in order of the alphabet."""
        return sorted(to for mail in self.mails for to in mail.destinations["ToAddresses"])

    @property
    def texts(self) -> list[tuple[str, str]]:
        """Numbers and texts that SNS was given."""
        sent = sns_backends[DEFAULT_ACCOUNT_ID][config.REGION].sms_messages.values()
        return [(each[0], each[1]) for each in sent]

    def notifications(self) -> list[Record]:
        """Every notification, by number."""
        return list(store.walk(NOTIFICATION, step=100))

    def courses(self) -> list[tuple[str, str, str]]:
        """How they stand: person, device, course."""
        return [(each.get("target"), each.get("device_name"), each.get("course")) for each in self.notifications()]

    def event(self, number: int) -> Record:
        """An event as it is kept."""
        return records.get(kind=EVENT, number=number)

    def deliveries(self, of: str = "") -> list[Delivery]:
        """What is in the outbox, by job and key. `of`: how the jobs begin."""
        ids = sorted((item["pk"]["S"].removeprefix("J#"), item["sk"]["S"].removeprefix("D#")) for item in items("D#"))
        return deliveries.fetch(each for each in ids if each[0].startswith(of))

    def link(self, index: int = -1) -> str:
        """The token of the link in a mail."""
        line = next(each for each in self.mails[index].body.splitlines() if "/respond/" in each)
        return str(line.rpartition("/")[2])


@contextmanager
def receiver(*texts: bytes) -> Iterator[Receiver]:
    """Something that takes callbacks, by default every one."""
    with Receiver(answers(*(texts or (OK,)))) as listening:
        yield listening


def reports(listening: Receiver) -> list[dict[str, Any]]:
    """What a receiver was told, in order."""
    return [json.loads(each.body) for each in listening.requests]


def callbacks(listening: Receiver, *types: str) -> list[dict[str, str]]:
    """Callbacks of these types to one receiver."""
    return [{"url": listening.url, "type": of} for of in types or ("status", "deliveryStatus", "response")]


def furnish(desk: Desk) -> Alarm:
    """Forms, people, groups, queues, a vault and a sender that SES knows."""
    make_vault_key()
    make_queues()
    aws.client("ses").verify_email_identity(EmailAddress=config.MAIL_SENDER)
    people, groups = furnished("alarm", _populate)
    return Alarm(desk, dict(people), dict(groups))


def _populate() -> tuple[dict[str, Record], dict[str, Record]]:
    """Forms, people and groups; answers the people by login and the groups by name."""
    lay_down(*FORMS)
    known = {person.get("login"): person for person in store.walk(PERSON, step=100)}
    people = {login: _person(login, known.get(login)) for login in PEOPLE}
    off = Change({"active": False})
    people["jdoe"] = records.change(kind=PERSON, number=people["jdoe"].number, edit=lambda _: off, caller=ADMIN)
    bob, terry, ada = (people[login].ref for login in ("bsmith", "tsanderson", "admin"))
    groups = {
        "Operations": make_group("Operations", members=(bob, terry)),
        "Fire Department": make_group("Fire Department", members=(ada,)),
        "Retired Team": make_group("Retired Team", members=(bob,), active=False),
    }
    return people, groups


def make_devices(*several: tuple[str, DeviceType, str]) -> dict[str, dict[str, Any]]:
    """Devices as extras of a person."""
    return {OWNER: {DEVICES: [Device(str(uuid4()), *each).to_plain() for each in several]}}


def _person(login: str, known: Record | None) -> Record:
    person = known or make_person(login, login.title(), "Tester", guid=UUID(int=len(login), version=4))
    change = Change(extras=make_devices(*PEOPLE[login]))
    return records.change(kind=PERSON, number=person.number, edit=lambda _: change, caller=ADMIN)
