"""Accounts in a file: who calls, with which password, in which roles. A password goes no further than its hash."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from chalicelib.domain import password as passwords
from chalicelib.domain.account import Account, fold
from chalicelib.domain.reference import HIGHEST
from chalicelib.errors import Faults
from chalicelib.store import accounts as store
from infra.cli import documents
from infra.cli.documents import Where
from infra.cli.esm import values
from infra.cli.passwords import LONGEST, SHORTEST


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is said of an account. `members`: those of `Account` that are named. `local`: None where nothing is said."""

    login: str
    members: Mapping[str, Any]
    local: bool | None
    password: str | None = field(default=None, repr=False)

    @property
    def key(self) -> str:
        """The folded login."""
        return fold(self.login)

    def applied(self, former: Account | None) -> Account:
        """The account that a file makes of the one there is; what it does not name stays, a password that is right too."""
        account = replace(former or Account(self.login), **self.members)
        if self.local is False:
            return replace(account, password=None)
        if self.password is None or (account.password and passwords.verify(self.password, account.password)):
            return account
        return replace(account, password=passwords.hash_password(self.password))


def read(content: Any, path: Where, faults: Faults) -> Wanted:
    """What is said of an account, as far as it can be read."""
    said = values.members(content, _READERS, frozenset({"login"}), path, faults)
    password = said.pop("password", None)
    local = said.pop("local", None)
    login = said.pop("login", "")
    if local is False and password is not None:
        faults.add((*path, "password"), "type", "is not for an account whose passwords live elsewhere.")
    if isinstance(content, dict) and "person" in content:
        said.setdefault("person", None)
    return Wanted(login, said, local, password)


def _login(content: Any, path: Where, faults: Faults) -> str:
    login = documents.text(content, path, faults).strip()
    if ":" in login:
        faults.add(path, "format", "holds a colon, which ends it where HTTP sends it.")
    elif login and not store.is_possible(fold(login)):
        faults.add(path, "too_long", "is too long.")
    return login


def _password(content: Any, path: Where, faults: Faults) -> str | None:
    if isinstance(content, str) and SHORTEST <= len(content) <= LONGEST:
        return content
    faults.add(path, "format", f"must be a text of {SHORTEST} to {LONGEST} characters.")
    return None


def _label(content: Any, path: Where, faults: Faults) -> str:
    return "" if content == "" else values.name(content, path, faults)


def _person(content: Any, path: Where, faults: Faults) -> int | None:
    text = str(content) if isinstance(content, str | int) and not isinstance(content, bool) else ""
    if text.isascii() and text.isdecimal() and len(text) < len(str(HIGHEST)) + 1 and 0 < int(text) <= HIGHEST:
        return int(text)
    faults.add(path, "type", "must be the id of a person, or null.")
    return None


def _roles(content: Any, path: Where, faults: Faults) -> tuple[str, ...]:
    return tuple(values.codes(content, path, faults))


_READERS: Final[dict[str, values.Reader]] = {
    "login": _login,
    "password": _password,
    "name": _label,
    "roles": _roles,
    "person": _person,
    "local": values.truth,
}
