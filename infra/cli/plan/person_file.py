"""People in a plan: `{"targetName": "bsmith", "firstName": "Bob", "lastName": "Smith", "roles": ["Supervisor"], …}`."""

from __future__ import annotations

import re
from typing import Any, Final

from chalicelib.dialects.xmatters.vocabulary.people import MAX_LENGTH, STATUSES
from chalicelib.domain import zone
from chalicelib.domain.account import fold
from chalicelib.errors import Faults
from chalicelib.store import accounts as store
from infra.cli import documents
from infra.cli.documents import Where
from infra.cli.plan import device_file, values
from infra.cli.plan.values import Said

_DIGITS: Final = re.compile(r"[0-9]+", re.ASCII)
_EMPTIED: Final = frozenset({"externalKey", "phoneLogin", "site"})


def read(content: Any, path: Where, faults: Faults) -> Said:
    """What is said of a person."""
    return values.members(content, _READERS, frozenset({"targetName"}), path, faults, emptied=_EMPTIED)


def _target_name(content: Any, path: Where, faults: Faults) -> str:
    said: str = values.text(MAX_LENGTH)(content, path, faults).strip()
    if "|" in said:
        faults.add(path, "format", "holds |, which separates people and devices.")
    return said


def _login(content: Any, path: Where, faults: Faults) -> str:
    said: str = values.text(MAX_LENGTH)(content, path, faults).strip()
    if ":" in said:
        faults.add(path, "format", "holds a colon, which ends it where HTTP sends it.")
    elif said and not store.is_possible(fold(said)):
        faults.add(path, "too_long", "is too long.")
    return said


def _digits(content: Any, path: Where, faults: Faults) -> str:
    said: str = values.text(MAX_LENGTH)(content, path, faults)
    if said and _DIGITS.fullmatch(said) is None:
        faults.add(path, "format", "must consist of digits.")
    return said


def _zone(content: Any, path: Where, faults: Faults) -> str:
    said = documents.text(content, path, faults)
    if said and zone.find(said) is None:
        faults.add(path, "choice", f"There is no time zone {said}.")
    return said


def _status(content: Any, path: Where, faults: Faults) -> bool:
    return documents.choice(content, tuple(STATUSES), path, faults) != "inactive"


_READERS: Final[dict[str, values.Reader]] = {
    "uuid": values.uuid,
    "targetName": _target_name,
    "firstName": values.text(MAX_LENGTH),
    "lastName": values.text(MAX_LENGTH),
    "status": _status,
    "language": values.text(35),
    "timezone": _zone,
    "externallyOwned": values.truth,
    "externalKey": values.name,
    "webLogin": _login,
    "phoneLogin": _digits,
    "roles": values.names,
    "site": values.name,
    "supervisors": values.names,
    "devices": values.several(device_file.read, "name"),
}
