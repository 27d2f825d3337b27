"""Forms as a plan wants them; what the file does not mention stays."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final
from uuid import uuid4

from chalicelib.domain.account import fold
from chalicelib.domain.alerting.callback import Callback, CallbackType
from chalicelib.domain.alerting.device import of_person
from chalicelib.domain.alerting.form import Conference, Engine, Form, FormKind, FormProperty, FormRecipient
from chalicelib.domain.alerting.option import Action, Option
from chalicelib.domain.alerting.property import Property
from chalicelib.domain.group import GROUP
from chalicelib.domain.person import PERSON
from chalicelib.errors import Faults
from chalicelib.services.alerting.catalogue import Catalogue
from chalicelib.store import vault
from infra.cli.documents import Where
from infra.cli.plan import defaults
from infra.cli.plan.inventory import DEVICE, Inventory, key
from infra.cli.plan.layout import check_names, identified
from infra.cli.plan.plan_file import PlanFile
from infra.cli.plan.values import Placed, Said

# Members of a form in a file that are kept as they are: the name and the form of each.
_PLAIN: Final[Mapping[str, tuple[str, Any]]] = {
    "name": ("name", str),
    "kind": ("kind", FormKind),
    "active": ("active", bool),
    "webService": ("web_service", bool),
    "senders": ("senders", tuple),
    "priority": ("priority", str),
    "conference": ("conference", Conference),
    "expirationMinutes": ("expiration_minutes", int),
    "watches": ("watches", tuple),
    "notificationDelay": ("notification_delay", int),
}


@dataclass(frozen=True)
class Surroundings:
    """What forms are seen in view of: the file and what there is."""

    file: PlanFile
    inventory: Inventory
    faults: Faults

    def is_sender(self, name: str) -> bool:
        """Whether a name is that of a role or a login."""
        roles = {each.name for each in self.inventory.roles} | {each.said.get("name") for each in self.file.roles}
        logins = {fold(each.said.get("webLogin") or each.said.get("targetName") or "") for each in self.file.people}
        return name in roles or fold(name) in logins or fold(name) in self.inventory.accounts

    def devices(self, person: str) -> list[str] | None:
        """The names of a person's devices; None for nobody."""
        for each in self.file.people:
            if key(each.said.get("targetName", "")) == key(person) and "devices" in each.said:
                return [device.said.get("name", "") for device in each.said["devices"]]
        known = self.inventory.record(PERSON, person)
        if known is not None:
            return [each.name for each in of_person(known)]
        return [] if any(key(each.said.get("targetName", "")) == key(person) for each in self.file.people) else None

    def is_group(self, name: str) -> bool:
        """Whether a name is that of a group."""
        said = any(key(each.said.get("name", "")) == key(name) for each in self.file.groups)
        return said or self.inventory.record(GROUP, name) is not None


def forms(
    placed: Sequence[Placed], owner: Engine, properties: Mapping[str, Property], around: Surroundings
) -> list[Form]:
    """The forms of an engine that a file names, as they are to be. `properties`: of the engine, by name."""
    found, faults = around.inventory.catalogue, around.faults
    own = found.forms_of(owner)
    made = [_form(each, owner, properties, own, found, around) for each in placed]
    check_names([*zip(made, placed, strict=True)], own, key, faults)
    known = {key(each.name) for each in (*made, *own)}
    for each in placed:
        for index, name in enumerate(each.said.get("watches", ())):
            if name and key(name) not in known:
                faults.add((*each.path, "watches", index), "reference", f"There is no form {name} in this engine.")
    return made


def _form(
    placed: Placed,
    owner: Engine,
    properties: Mapping[str, Property],
    own: Sequence[Form],
    found: Catalogue,
    around: Surroundings,
) -> Form:
    said, path, faults = placed.said, placed.path, around.faults
    if said.get("uuid") in [each.uuid for each in found.forms if each not in own]:
        faults.add((*path, "uuid"), "conflict", "is that of a form of another engine.")
    named = next((each for each in own if key(each.name) == key(said.get("name", ""))), None)
    known = identified(said, path, "form", own, named, faults)
    made = known or Form(said.get("uuid") or str(uuid4()), said.get("name", ""), owner)
    plain = {name: of(said[member]) for member, (name, of) in _PLAIN.items() if said.get(member) is not None}
    made = replace(made, engine=owner, **plain)
    for index, name in enumerate(said.get("senders", ())):
        if name and not around.is_sender(name):
            faults.add((*path, "senders", index), "reference", f"There is no role or account {name}.")
    if "deviceFilter" in said:
        made = replace(made, device_filter=said["deviceFilter"])
    if "properties" in said:
        made = replace(made, properties=_properties(said["properties"], properties, faults))
    if "recipients" in said:
        made = replace(made, recipients=tuple(_recipient(each, around) for each in said["recipients"]))
    if "responses" in said:
        made = replace(made, options=tuple(_option(each, made.options, faults) for each in said["responses"]))
    if "callbacks" in said:
        made = replace(made, callbacks=tuple(_callback(each, made.callbacks) for each in said["callbacks"]))
    return made


def _properties(placed: Sequence[Placed], known: Mapping[str, Property], faults: Faults) -> tuple[FormProperty, ...]:
    made = []
    for each in placed:
        said, name = each.said, each.said.get("name", "")
        if name in known:
            default = defaults.read(said.get("default"), known[name], (*each.path, "default"), faults)
            flags = (said.get("required", False), said.get("visible", True), said.get("inCallbacks", False))
            made.append(FormProperty(known[name], *flags, default))
        elif name:
            faults.add((*each.path, "name"), "reference", f"There is no property {name} in this engine.")
    return tuple(made)


def _recipient(placed: Placed, around: Surroundings) -> FormRecipient:
    target, devices = placed.said.get("targetName", ""), placed.said.get("devices", ())
    person, separator, device = target.partition(DEVICE)
    known = around.devices(person)
    if known is None and (separator or not around.is_group(target)) and target:
        around.faults.add((*placed.path, "targetName"), "reference", f"There is no person or group {person}.")
    elif separator and known is not None:
        _check_device(device, known, (*placed.path, "targetName"), around.faults)
    for index, name in enumerate(devices):
        if known is None and around.is_group(target):
            around.faults.add((*placed.path, "devices"), "type", "is not for groups.")
            break
        if known is not None:
            _check_device(name, known, (*placed.path, "devices", index), around.faults)
    return FormRecipient(target, devices)


def _check_device(name: str, known: Sequence[str], path: Where, faults: Faults) -> None:
    if name and key(name) not in map(key, known):
        faults.add(path, "reference", f"must be one of {', '.join(known)}." if known else "There are no devices.")


def _option(placed: Placed, known: Sequence[Option], faults: Faults) -> Option:
    said: Said = placed.said
    text = said.get("text", "")
    former = next((each for each in known if each.uuid == said.get("uuid")), None)
    named = next((each for each in known if key(each.text) == key(text)), None)
    if former is None and "uuid" in said:
        named = None  # a new one that takes the place of its namesake
    former = former or named
    made = former or Option(said.get("uuid") or str(uuid4()), text)
    action = Action(said["action"]) if said.get("action") else made.action
    return replace(made, text=text, action=action, description=said.get("description", made.description))


def _callback(said: Said, known: Sequence[Callback]) -> Callback:
    """A callback; a password that is not said, or is the same, stays as the vault has sealed it."""
    url, login = said.get("url", ""), said.get("authUserName")
    of = CallbackType(said.get("type") or CallbackType.STATUS)
    former = [
        each.password for each in known if (each.url, each.type, each.login) == (url, of, login) and each.password
    ]
    kept = former[0] if former else None
    password = said.get("authPassword")
    if password is not None and (kept is None or vault.unseal(kept) != password):
        kept = vault.seal(password)
    return Callback(url, of, login, kept if login is not None else None, said.get("iaid"))
