"""People as a plan wants them, with their devices and accounts."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any, Final
from uuid import uuid4

from chalicelib.dialects.xmatters.company import DIALECT, Company
from chalicelib.dialects.xmatters.people import web_login
from chalicelib.dialects.xmatters.vocabulary.people import EXTERNALLY_OWNED
from chalicelib.domain.account import Account, fold
from chalicelib.domain.alerting.device import DEVICES, Device, DeviceType, of_person
from chalicelib.domain.person import PERSON
from chalicelib.domain.record import Record
from chalicelib.domain.site import SITE
from chalicelib.errors import Faults
from infra.cli.plan.inventory import Inventory, key
from infra.cli.plan.register import Pointer, Register, Wish, former
from infra.cli.plan.values import Placed, Said

_FIELDS: Final = {
    "targetName": "login",
    "firstName": "first_name",
    "lastName": "last_name",
    "status": "active",
    "timezone": "time_zone",
    "externalKey": "external_key",
    "phoneLogin": "phone_login",
}
_NEEDED: Final = ("firstName", "lastName")  # by a new person


def expect(placed: Placed, register: Register) -> None:
    """A file brings this person."""
    register.expect(Pointer(PERSON.name, key(placed.said.get("targetName", ""))))


def check_repeated(placed: Sequence[Placed], faults: Faults) -> None:
    """No two people of a file want one login."""
    for member in ("phoneLogin", "webLogin"):
        met: set[str] = set()
        for each in placed:
            said = fold(each.said.get(member) or "")
            if said and said in met:
                faults.add((*each.path, member), "unique", f"{each.said[member]} stands in this file already.")
            met.add(said)


def wish(placed: Placed, inventory: Inventory, register: Register, faults: Faults) -> Wish:
    """A person as it is to be."""
    said, name = placed.said, placed.said.get("targetName", "")
    known, guid = former(placed, PERSON, name, inventory, faults)
    if known is None:
        for member in _NEEDED:
            if member not in said:
                faults.add((*placed.path, member), "required", "is missing.")
    holder = inventory.phone_logins.get(said.get("phoneLogin") or "")
    if holder is not None and (known is None or holder != known.number):
        faults.add((*placed.path, "phoneLogin"), "unique", f"{said['phoneLogin']} is that of somebody else.")
    values = {
        **_fields(placed, inventory.company, faults, is_new=known is None),
        **_pointers(placed, register, faults),
    }
    extras: dict[str, Any] = {}
    if "externallyOwned" in said or known is None:
        extras[EXTERNALLY_OWNED] = said.get("externallyOwned", False)
    if "devices" in said:
        extras[DEVICES] = [each.to_plain() for each in devices(said, known)]
    return Wish(Pointer(PERSON.name, key(name)), PERSON, known, guid, values, {DIALECT: extras} if extras else {})


def _fields(placed: Placed, company: Company, faults: Faults, *, is_new: bool) -> dict[str, Any]:
    """What is said of a person, by field; of a new one with what the company says where the file does not."""
    said = placed.said
    values = {"language": company.language, "time_zone": company.time_zone} if is_new else {}
    values |= {field: said[member] for member, field in _FIELDS.items() if member in said}
    if "language" in said:
        code = company.code(said["language"])
        if code is None:
            faults.add((*placed.path, "language"), "choice", f"must be one of {', '.join(company.languages)}.")
        values["language"] = code or company.language
    return values


def _pointers(placed: Placed, register: Register, faults: Faults) -> dict[str, Any]:
    """What a person points at, by field."""
    said, path = placed.said, placed.path
    values: dict[str, Any] = {}
    if "site" in said:
        values["site"] = said["site"] and register.point(said["site"], (SITE,), (*path, "site"), faults)
    if "supervisors" in said:
        where = (*path, "supervisors")
        points = [register.point(each, (PERSON,), (*where, i), faults) for i, each in enumerate(said["supervisors"])]
        values["supervisors"] = [each for each in points if each]
    return values


def devices(said: Said, known: Record | None) -> list[Device]:
    """The devices that a file gives a person; one of a name that there is already keeps its UUID."""
    former_uuids = {each.name.casefold(): each.uuid for each in of_person(known)} if known else {}
    return [
        Device(
            uuid=device.get("uuid") or former_uuids.get(key(device.get("name", ""))) or str(uuid4()),
            name=device.get("name", ""),
            type=DeviceType(device.get("type") or DeviceType.EMAIL),
            address=device.get("address", ""),
            active=device.get("active", True),
        )
        for device in (each.said for each in said["devices"])
    ]


def account(
    placed: Placed, person: Wish, inventory: Inventory, roles: Collection[str], faults: Faults
) -> tuple[Account | None, Account | None]:
    """The account behind a person as it stands, and as it is to be; None where nothing is said of one.

    A new one has no password: it lets nobody in before an administrator sets one.
    """
    said, path = placed.said, placed.path
    for index, name in enumerate(said.get("roles", ())):
        if name and name not in roles:
            faults.add((*path, "roles", index), "reference", f"There is no role {name}.")
    number = person.former.number if person.former else None
    owned = {each.key: each for each in inventory.owned.get(number or 0, ())}
    login = web_login(person.former) if person.former and owned else None
    wanted = said.get("webLogin") or login or said.get("targetName", "")
    if login is not None and fold(wanted) != fold(login):
        faults.add((*path, "webLogin"), "conflict", f"can't change: it is {login}.")
    elif fold(wanted) in inventory.accounts and fold(wanted) not in owned:
        if "roles" in said or "webLogin" in said:
            faults.add((*path, "webLogin"), "unique", f"There is another account {wanted}.")
    elif "roles" in said or "webLogin" in said:
        known = owned.get(fold(wanted))
        made = known or Account(
            wanted, _name(said, person.former), person=number, language=person.values.get("language")
        )
        return known, replace(made, roles=said.get("roles", made.roles))
    return None, None


def _name(said: Said, known: Record | None) -> str:
    """What people call the account: the first and the last name."""
    fields = (("firstName", "first_name"), ("lastName", "last_name"))
    names = (said.get(member) or (known.get(field) if known else "") for member, field in fields)
    return " ".join(filter(None, names))
