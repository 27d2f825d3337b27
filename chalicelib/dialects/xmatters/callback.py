"""What leaves because of an event: messages to devices, and reports to callbacks (specification, 7.1 to 7.6)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, Final

from chalicelib.dialects import signing
from chalicelib.dialects.xmatters.company import DIALECT
from chalicelib.domain.agent import AgentAddress
from chalicelib.domain.alerting import event as events_kept
from chalicelib.domain.alerting.callback import Callback, CallbackType
from chalicelib.domain.alerting.device import Device
from chalicelib.domain.alerting.event import EVENT, Standing
from chalicelib.domain.alerting.notification import NOTIFICATION
from chalicelib.domain.alerting.option import Action
from chalicelib.domain.alerting.property import PropertyType
from chalicelib.domain.alerting.report import Report
from chalicelib.domain.delivery import Channel, Delivery, Leave, Message, Outcome, Outgoing, Status
from chalicelib.domain.job import Job
from chalicelib.domain.record import Record
from chalicelib.services import records
from chalicelib.services.alerting import answers, events, expansion, notifications, reports, revival

AGENT: Final = "Polydesk-xMatters"
_SHORT: Final = 70  # characters of the first text in a text message


class Speech:
    """The words of this dialect."""

    def message(self, event: Record, device: Device, link: str | None) -> Message:
        """What a device is sent."""
        if device.type.channel is Channel.SMS:
            first = _first_text(event)[:_SHORT]
            said = f"{event.get('form_name')} #{event.number}: {first}".rstrip(": ")
            return Message(Channel.SMS, device.address, f"{said} {link}" if link else said)
        subject = f"{event.get('form_name')}: {_first_text(event)} (#{event.number})"
        return Message(Channel.EMAIL, device.address, _mail(event, link), " ".join(subject.split()))

    def report(self, callback: Callback, report: Report) -> Message:
        """What a callback is told: over HTTP as JSON, through an agent as tokens in lower case."""
        if callback.service is not None:
            to = AgentAddress(callback.service, callback.agent or None).text
            return Message(Channel.AGENT, to, _compact(_tokens(report)), media_type="application/json")
        return Message(
            channel=Channel.CALLBACK,
            to=callback.url,
            body=_compact(_payload(report)),
            media_type="application/json",
            headers={"User-Agent": AGENT},
            login=callback.login,
            password=callback.password,
            secret=signing.sealed(dialect=DIALECT),
        )


WORDS: Final = Speech()


def messages(job: Job, *, after: str | None) -> Iterator[Outgoing]:
    """Everything that a job becomes."""
    match job.event:
        case events.CREATED:
            yield from expansion.outgoing(job.facts, WORDS, after=after)
        case events.STATUS:
            yield from _status(job, after)
        case events.EXPIRY:
            events.expire(number=job.facts["event"], dialect=job.dialect)
        case answers.ANSWERED:
            yield from _answered(job, after)


def judge(delivery: Delivery) -> Leave:
    """Whether a delivery may leave, as its event stands now."""
    return notifications.judge(delivery)


def ended(delivery: Delivery, outcome: Outcome, status: Status, ending: Any) -> bool:
    """Note what came of a delivery, with what follows from it."""
    return notifications.ended(delivery, outcome, status, ending, WORDS)


def _status(job: Job, after: str | None) -> Iterator[Outgoing]:
    facts = job.facts
    event = records.get(kind=EVENT, number=facts["event"])
    at = datetime.fromisoformat(facts["at"])
    report = Report(CallbackType.STATUS, event, at, status=facts["status"], username=facts["username"])
    yield from _behind(report, after)
    if facts["status"] == events.ACTIVE:
        revival.hasten(event)
    elif event.get("standing") == Standing.TERMINATED:
        revival.abandon(event, dialect=job.dialect)


def _answered(job: Job, after: str | None) -> Iterator[Outgoing]:
    event = records.get(kind=EVENT, number=job.facts["event"])
    notification = records.get(kind=NOTIFICATION, number=job.facts["notification"])
    at = notification.get("responded_at") or job.created_at
    yield from _behind(Report(CallbackType.RESPONSE, event, at, notification=notification), after)
    caller = answers.caller_of(notification)
    answers.act(action=Action(job.facts["action"]), notification=notification, caller=caller)


def _behind(report: Report, after: str | None) -> Iterator[Outgoing]:
    for key, message in reports.messages(report, WORDS):
        if after is None or key > after:
            yield Outgoing(key, message)


def _first_text(event: Record) -> str:
    texts = (each.value for each in events_kept.properties(event) if each.type is PropertyType.TEXT)
    return str(next(texts, ""))


def _mail(event: Record, link: str | None) -> str:
    visible = (each for each in events_kept.properties(event) if each.visible)
    lines = [f"{each.name}: {answers.shown(each)}" for each in visible]
    lines.append(f"Priority: {event.get('priority')}")
    if event.get("bridge"):
        lines.append(f"Conference: {event.get('bridge')}")
    if link:
        lines += ["", *(option.text for option in events_kept.options(event)), "", link]
    return "\n".join(lines) + "\n"


def _payload(report: Report) -> dict[str, Any]:
    """The JSON object of a report, its members in the vendor's order."""
    said: dict[str, Any] = {"eventIdentifier": report.event.number, "date": _stamp(report.at), **_core(report)}
    said["eventProperties"] = [{name: value} for name, value in _told(report.event)]
    return said


def _core(report: Report) -> dict[str, Any]:
    if report.type is CallbackType.STATUS:
        return {"status": report.status, "username": report.username}
    notification = report.notification
    said: dict[str, Any] = {}
    if notification is None:
        return said
    if report.type is CallbackType.RESPONSE:
        said["response"] = notification.get("response")
    else:
        said["deliveryStatus"] = "Delivered" if report.accepted else "Failed"
    said |= {
        "recipient": notification.get("target"),
        "device": notification.get("device_name"),
        "deviceId": notification.get("device"),
    }
    if report.type is CallbackType.RESPONSE:
        return said | {"annotation": notification.get("comment")}
    return said | {"message": report.message, "eventType": "DELIVERED" if report.accepted else "FAILED"}


def _tokens(report: Report) -> dict[str, Any]:
    """The tokens of a report as agents know them: names in lower case, values texts."""
    said = {
        "xmatters_callback_type": report.type.value,
        "eventidentifier": str(report.event.number),
        "incident_id": events_kept.incident(report.event),
        "date": _stamp(report.at),
    }
    for name, value in _core(report).items():
        said[name.lower()] = "null" if value is None else str(value)
    tokens = {name: value if isinstance(value, str) else _compact(value) for name, value in _told(report.event)}
    return {**said, "additionalTokens": tokens}


def _told(event: Record) -> Iterator[tuple[str, Any]]:
    """The properties that callbacks are told; never a password."""
    for each in events_kept.properties(event):
        if each.in_callbacks and each.type is not PropertyType.PASSWORD:
            yield each.name, each.value


def _stamp(at: datetime) -> str:
    utc = at.astimezone(UTC)
    return f"{utc:%Y-%m-%d %H:%M:%S}.{utc.microsecond // 1000:03d}"


def _compact(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
