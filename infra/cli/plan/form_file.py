"""Forms in a plan: what events, and subscriptions to them, are made from."""

from __future__ import annotations

from typing import Any, Final

from chalicelib.domain.alerting.form import PRIORITIES, Conference, Form, FormKind, FormProperty, FormRecipient
from chalicelib.errors import Faults
from infra.cli.documents import Where
from infra.cli.plan import callback_file, option_file, values
from infra.cli.plan.values import Said

MAX_CALLBACKS: Final = 20
_A_YEAR: Final = 525_600  # minutes
_A_DAY: Final = 1_440


def read(content: Any, path: Where, faults: Faults) -> Said:
    """What is said of a form."""
    return values.members(content, _READERS, frozenset({"name"}), path, faults, emptied=frozenset({"deviceFilter"}))


def write(form: Form) -> Said:
    """A form for a file, without passwords."""
    made: Said = {"uuid": form.uuid, "name": form.name, "kind": form.kind.value, "active": form.active}
    if form.kind is FormKind.SUBSCRIPTION:
        return made | {
            "watches": list(form.watches),
            "properties": [_property(each) for each in form.properties],
            "senders": list(form.senders),
            "deviceFilter": None if form.device_filter is None else list(form.device_filter),
            "notificationDelay": form.notification_delay,
        }
    return made | {
        "webService": form.web_service,
        "senders": list(form.senders),
        "properties": [_property(each) for each in form.properties],
        "recipients": [_recipient(each) for each in form.recipients],
        "responses": [option_file.write(each) for each in form.options],
        "priority": form.priority,
        "conference": form.conference.value,
        "callbacks": [callback_file.write(each) for each in form.callbacks],
        "expirationMinutes": form.expiration_minutes,
    }


def _property(used: FormProperty) -> Said:
    default = {} if used.default is None else {"default": used.default}
    flags = {"required": used.required, "visible": used.visible, "inCallbacks": used.in_callbacks}
    return {"name": used.property.name, **flags, **default}


def _recipient(recipient: FormRecipient) -> Said:
    return {
        "targetName": recipient.target,
        **({"devices": list(recipient.devices)} if recipient.devices else {}),
    }


def _read_property(content: Any, path: Where, faults: Faults) -> Said:
    return values.members(content, _PROPERTY, frozenset({"name"}), path, faults)


def _read_recipient(content: Any, path: Where, faults: Faults) -> Said:
    return values.members(content, _RECIPIENT, frozenset({"targetName"}), path, faults)


def _callbacks(content: Any, path: Where, faults: Faults) -> tuple[Said, ...]:
    said = values.entries(content, path, faults)
    if len(said) > MAX_CALLBACKS:
        faults.add(path, "count", f"are more than {MAX_CALLBACKS}.")
    return tuple(callback_file.read(each, (*path, index), faults) for index, each in enumerate(said))


def _any(content: Any, path: Where, faults: Faults) -> Any:
    return content


_PROPERTY: Final[dict[str, values.Reader]] = {
    "name": values.name,
    "required": values.truth,
    "visible": values.truth,
    "inCallbacks": values.truth,
    "default": _any,
}
_RECIPIENT: Final[dict[str, values.Reader]] = {"targetName": values.name, "devices": values.names}
_READERS: Final[dict[str, values.Reader]] = {
    "uuid": values.uuid,
    "name": values.name,
    "kind": values.choice(*(each.value for each in FormKind)),
    "active": values.truth,
    "webService": values.truth,
    "senders": values.names,
    "properties": values.several(_read_property, "name", folds_case=False),
    "recipients": values.several(_read_recipient, "targetName"),
    "responses": values.several(option_file.read, "text"),
    "priority": values.choice(*PRIORITIES),
    "conference": values.choice(*(each.value for each in Conference)),
    "callbacks": _callbacks,
    "expirationMinutes": values.whole(0, _A_YEAR),
    "watches": values.names,
    "deviceFilter": values.names,
    "notificationDelay": values.whole(0, _A_DAY),
}
