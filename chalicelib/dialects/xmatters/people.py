"""People: found by what names them, and created with whatever they need (specification, 8.1 and 8.2)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final
from uuid import UUID

from chalicelib.dialects.xmatters.company import DIALECT
from chalicelib.dialects.xmatters.parser.people import Ids, NewPerson
from chalicelib.dialects.xmatters.vocabulary.people import (
    EXTERNALLY_OWNED,
    KEYS,
    NO_ROLE,
    NO_SITE,
    NO_SUPERVISOR,
    NOBODY,
    ROOT,
    SUPERVISES,
    TAKEN,
)
from chalicelib.domain.account import Account, fold
from chalicelib.domain.caller import Caller
from chalicelib.domain.person import PERSON
from chalicelib.domain.record import Record, Value
from chalicelib.domain.reference import Ref
from chalicelib.domain.site import SITE
from chalicelib.errors import Fault, Faults, Invalid, NotFound, Taken
from chalicelib.services import accounts, identities, people, roles

_UUID: Final = 36  # characters


def uuid(text: str) -> UUID | None:
    """The UUID that a text is; other spellings than the usual one are none."""
    try:
        return UUID(text) if len(text) == _UUID else None
    except ValueError:
        return None


def find(named: str, *, by_guid: bool = True) -> Record:
    """The person with a UUID or a user id, whatever its letter case. Raises NotFound. `by_guid`: also by the UUID."""
    guid = uuid(named) if by_guid else None
    person = identities.by_guid(kind=PERSON, named=[guid]).get(guid) if guid else None
    person = person or identities.by_value(kind=PERSON, field="login", value=named)
    if person is None:
        raise NotFound(f"Person {named} is not found.")
    return person


def web_login(person: Record) -> str | None:
    """The login of the account behind a person; of several the one that is called like the person, or the first."""
    logins = [account.login for account in accounts.of_person(person=person.number)]
    alike = (login for login in logins if fold(login) == fold(person.get("login") or ""))
    return next(alike, logins[0] if logins else None)


def create(new: NewPerson, caller: Caller, faults: Faults) -> Record:
    """A new person with an account. Raises Invalid with everything that is wrong, `faults` included."""
    names = _roles(new.roles, faults)
    site = _site(new.site, faults)
    supervisors = _supervisors(new.supervisors, caller, faults)
    _check_free(new, faults)
    if faults:
        raise Invalid(sorted(faults, key=_place))
    values: dict[str, Value | None] = {
        "login": new.target_name,
        "first_name": new.first_name,
        "last_name": new.last_name,
        "active": new.active,
        "language": new.language,
        "time_zone": new.time_zone,
        "phone_login": new.phone_login,
        "site": site,
        "supervisors": supervisors,
    }
    account = Account(
        login=new.web_login or "",
        name=f"{new.first_name} {new.last_name}",
        roles=names,
        language=new.language,
    )
    extras = {DIALECT: {EXTERNALLY_OWNED: new.externally_owned}}
    try:
        return people.create(values=values, account=account, caller=caller, extras=extras)
    except Taken as taken:  # by somebody who came at the same moment
        raise Invalid([_taken(taken.kind, taken.field, taken.value)]) from None
    except Invalid as error:  # likewise: what was there is gone
        raise Invalid([_gone(fault) for fault in error.faults]) from None


def _check_free(new: NewPerson, faults: Faults) -> None:
    """Note what is in use already. Whatever comes in between is seen when the person is written."""
    for field, value in (("login", new.target_name), ("phone_login", new.phone_login)):
        if value and identities.by_value(kind=PERSON, field=field, value=value) is not None:
            faults.append(_taken(PERSON.name, field, value))
    if new.web_login and _is_login(new.web_login):
        faults.append(_taken("account", "login", new.web_login))


def _is_login(login: str) -> bool:
    try:
        accounts.named(login=login)
    except NotFound:
        return False
    return True


def _taken(kind: str, field: str, value: str) -> Fault:
    key, sentence = TAKEN[kind, field]
    return Fault((ROOT, key), "unique", sentence.format(value))


def _gone(fault: Fault) -> Fault:
    """What the core says of a reference to nothing, as it is said here."""
    return Fault((ROOT, *fault.path, "id"), fault.code, NOBODY if fault.path[0] == "supervisors" else NO_SITE)


def _roles(ids: Ids, faults: Faults) -> tuple[str, ...]:
    """The names of roles, each once."""
    known = {role.guid.lower(): role.name for role in roles.every() if role.guid} if ids else {}
    for index, each in ids.items():
        if each.lower() not in known:
            faults.add((ROOT, "roles", index, "id"), "reference", NO_ROLE)
    return tuple(dict.fromkeys(known[each.lower()] for each in ids.values() if each.lower() in known))


def _site(named: str | None, faults: Faults) -> Ref | None:
    guid = uuid(named) if named else None
    site = identities.by_guid(kind=SITE, named=[guid]).get(guid) if guid else None
    if named and site is None:
        faults.add((ROOT, "site", "id"), "reference", NO_SITE)
    return site.ref if site else None


def _supervisors(ids: Ids | None, caller: Caller, faults: Faults) -> tuple[Ref, ...]:
    """The persons who supervise, each once; the caller where nobody is named."""
    if ids is None:
        return (caller.person,) if caller.person else ()
    guids = {index: uuid(each) for index, each in ids.items()}
    found = identities.by_guid(kind=PERSON, named=_known(guids.values()))
    may = {guid: _supervises(person) for guid, person in found.items()}
    for index, guid in guids.items():
        if guid is None or guid not in found:
            faults.add((ROOT, "supervisors", index, "id"), "reference", NOBODY)
        elif not may[guid]:
            faults.add((ROOT, "supervisors", index, "id"), "reference", NO_SUPERVISOR)
    return tuple(person.ref for person in found.values())


def _known(guids: Iterable[UUID | None]) -> list[UUID]:
    return [guid for guid in guids if guid is not None]


def _supervises(person: Record) -> bool:
    names = [name for account in accounts.of_person(person=person.number) for name in account.roles]
    return roles.permissions(names=tuple(dict.fromkeys(names))).has(SUPERVISES)


def _place(fault: Fault) -> tuple[int, int]:
    """Where the key of a fault stands among all keys, and where in its list the fault is."""
    _, key, *rest = fault.path
    return KEYS.index(str(key)), next((step for step in rest if isinstance(step, int)), 0)
