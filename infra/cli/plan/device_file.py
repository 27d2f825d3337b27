"""Devices of a person in a plan: `{"name": "Work Email", "type": "Email", "address": "bsmith@example.com"}`."""

from __future__ import annotations

import re
from typing import Any, Final

from chalicelib.domain.alerting.device import DeviceType
from chalicelib.errors import Faults
from infra.cli.documents import Where
from infra.cli.plan import values
from infra.cli.plan.values import Said

_EMAIL: Final = re.compile(r"[^@\s]+@[^@\s]+")
_PHONE: Final = re.compile(r"\+?[0-9][0-9 ()./-]{2,}")


def read(content: Any, path: Where, faults: Faults) -> Said:
    """What is said of a device."""
    said = values.members(content, _READERS, frozenset({"name", "type", "address"}), path, faults)
    of, address = said.get("type"), said.get("address")
    if of and address:
        form, wanted = (_EMAIL, "an e-mail address") if of == DeviceType.EMAIL else (_PHONE, "a telephone number")
        if form.fullmatch(address) is None:
            faults.add((*path, "address"), "format", f"must be {wanted}.")
    if "|" in said.get("name", ""):
        faults.add((*path, "name"), "format", "holds |, which separates people and devices.")
    return said


_READERS: Final[dict[str, values.Reader]] = {
    "uuid": values.uuid,
    "name": values.name,
    "type": values.choice(*(each.value for each in DeviceType)),
    "address": values.text(254),
    "active": values.truth,
}
