"""The words of notifications (specification, 6)."""

from __future__ import annotations

from typing import Final

from chalicelib.domain.alerting.device import DeviceType
from chalicelib.domain.alerting.notification import Course

ALL: Final = "ALL"
COURSES_BY_STATUS: Final = {
    ALL: None,
    "DELIVERED": Course.DELIVERED,
    "PENDING": Course.PENDING,
    "FAILED": Course.FAILED,
    "RESPONDED": Course.RESPONDED,
}

DOMAIN: Final = "messaging"

# How messages leave: protocol and provider by type of device.
PROTOCOLS: Final = {
    DeviceType.EMAIL.value: ("SMTP", "SES"),
    DeviceType.TEXT_PHONE.value: ("SMS", "SNS"),
    DeviceType.VOICE_PHONE.value: ("VOICE", ""),
}
