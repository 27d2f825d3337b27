"""What a dialect words for alerting: its messages and its reports. Alerting says what is told to whom, the dialect how."""

from __future__ import annotations

from typing import Protocol

from chalicelib.domain.alerting.callback import Callback
from chalicelib.domain.alerting.device import Device
from chalicelib.domain.alerting.report import Report
from chalicelib.domain.delivery import Message
from chalicelib.domain.record import Record


class Words(Protocol):
    """The words of a dialect."""

    def message(self, event: Record, device: Device, link: str | None) -> Message:
        """What a device is sent of an event. `link`: where its owner answers, None where there is nothing to answer."""

    def report(self, callback: Callback, report: Report) -> Message:
        """What a receiver is told."""
