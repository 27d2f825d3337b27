"""Whom a new event is for (specification, 3.3)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from chalicelib.dialects.xmatters.parser import faults as words
from chalicelib.dialects.xmatters.vocabulary.messages import UNRECOGNIZED
from chalicelib.domain.alerting.device import Device, of_person
from chalicelib.domain.alerting.form import Form, FormRecipient
from chalicelib.errors import Faults
from chalicelib.services.alerting import targets
from chalicelib.services.alerting.events import Recipient
from chalicelib.services.alerting.targets import Target

KEY: Final = "recipients"
NO_RECIPIENT: Final = "The recipient does not exist."
_TARGET: Final = "targetName"
_DEVICES: Final = "devices"


def recipients(sent: Any, form: Form, faults: Faults, *, watched: bool) -> list[Recipient]:
    """Those of the request, or of the form where it names none. `watched`: subscriptions look at the form's events."""
    if sent is None or sent == []:
        if not form.recipients and not watched:
            faults.add(KEY, "required", words.REQUIRED)
        return _preset(form.recipients)
    if not isinstance(sent, list):
        faults.add(KEY, "type", words.NO_LIST)
        return []
    found = targets.find({name for each in sent if (name := _name(each))})
    read = [_recipient(each, index, found, faults) for index, each in enumerate(sent)]
    return [each for each in read if each is not None]


def unrecognized(faults: Faults) -> str | None:
    """What is said of the whole request because of a key that recipients do not have; None where there is none such."""
    return next((each.message for each in faults if each.code == UNRECOGNIZED), None)


def _preset(several: Sequence[FormRecipient]) -> list[Recipient]:
    """Who of them is still there, on those of their devices that still are."""
    if not several:
        return []
    found = targets.find({each.target for each in several})
    return [
        Recipient(found[each.target], _uuids(found[each.target], each.devices) if each.devices else None)
        for each in several
        if each.target in found
    ]


def _name(sent: Any) -> str | None:
    name = sent.get(_TARGET) if isinstance(sent, dict) else None
    return name.strip() if isinstance(name, str) else None


def _recipient(sent: Any, index: int, found: Mapping[str, Target], faults: Faults) -> Recipient | None:
    if not isinstance(sent, dict):
        faults.add((KEY, index), "type", words.NO_OBJECT)
        return None
    strange = [key for key in sent if key not in (_TARGET, _DEVICES)]
    if strange:
        for key in map(words.shown, strange):
            faults.add((KEY, index, key), UNRECOGNIZED, f'Unrecognized field "{key}"')
        return None
    target = _target(sent, index, found, faults)
    devices = sent.get(_DEVICES)
    if target is None or target.is_group or devices is None or devices == []:
        return Recipient(target) if target else None
    if not isinstance(devices, list):
        faults.add((KEY, index, _DEVICES), "type", words.NO_LIST_OF_TEXTS)
        return None
    own = of_person(target.record)
    for position, name in enumerate(devices):
        if not isinstance(name, str) or not _called(own, name):
            said = words.not_configured(each.name for each in own)
            faults.add((KEY, index, _DEVICES, position), "choice", said)
    return Recipient(target, _uuids(target, devices))


def _target(sent: Mapping[str, Any], index: int, found: Mapping[str, Target], faults: Faults) -> Target | None:
    name = sent.get(_TARGET)
    path = (KEY, index, _TARGET)
    if name is None or (isinstance(name, str) and not name.strip()):
        faults.add(path, "required", words.REQUIRED)
    elif not isinstance(name, str):
        faults.add(path, "type", words.NO_TEXT)
    elif name.strip() not in found:
        faults.add(path, "reference", NO_RECIPIENT)
    else:
        return found[name.strip()]
    return None


def _uuids(target: Target, names: Sequence[Any]) -> tuple[str, ...]:
    own = of_person(target.record)
    called = (each.uuid for name in names if isinstance(name, str) for each in _called(own, name))
    return tuple(dict.fromkeys(called))


def _called(own: Sequence[Device], name: str) -> list[Device]:
    return [each for each in own if each.name.casefold() == name.strip().casefold()]
