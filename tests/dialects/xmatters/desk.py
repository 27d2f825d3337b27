"""A desk to test this dialect at: some people, groups and sites, accounts with different rights, an app of its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from chalicelib.dialects.xmatters.routes import dialect
from chalicelib.domain.caller import Caller, CredentialKind
from chalicelib.domain.group import GROUP
from chalicelib.domain.person import PERSON
from chalicelib.domain.record import Record
from chalicelib.domain.role import Permissions, Role, administrator
from chalicelib.domain.site import SITE
from chalicelib.gateway import Polydesk
from chalicelib.router import Mount
from chalicelib.services import records, roles
from tests.access import PASSWORD, basic, make_account
from tests.quick import furnished
from tests.wire import Answer, Client

BASE: Final = "/reapi/2015-04-01"
STANDARD: Final = "4c5be5ab-eb4d-44cd-baec-5fed0a20dceb"
SUPERVISOR: Final = "74fe76c8-26e1-4740-9203-5486118affb8"
BSMITH: Final = "c04d43ef-2153-41de-b3f9-1be359509681"
HEADQUARTERS: Final = "17c0a128-f1d7-429e-8a9c-1caea9fbae2c"
RETAIL: Final = "84457abd-9c64-468b-b0f5-37bbd448088c"
APIDEV: Final = "c5760a6d-d036-4631-a86e-a9e39cc2ff0e"
ROLES: Final = (
    administrator("everything"),
    Role("Standard User", guid=STANDARD, abilities=frozenset({"read", "send"})),
    Role("Supervisor", guid=SUPERVISOR, abilities=frozenset({"read", "send", "view.menu.Users"})),
    Role("reader", abilities=frozenset({"read"})),
    Role("none"),
)
LOGINS: Final = ("full", "reader", "none")
EVERYTHING: Final = Permissions((administrator("everything"),))
ADMIN: Final = Caller("admin", "admin", "test", CredentialKind.BASIC, "xmatters", EVERYTHING)


def make_app() -> Polydesk:
    """The app with this dialect alone."""
    made = Polydesk()
    made.mount(Mount(dialect, "/reapi", greedy=("/reapi/{version}",)))
    return made


APP: Final = make_app()


@dataclass
class Desk:
    """Talks to the desk. `apidev`: the person behind the account `full`."""

    client: Client
    apidev: Record

    def send(
        self, method: str, path: str, body: Any = b"", *, login: str = "full", headers: Mapping[str, str] | None = None
    ) -> Answer:
        """One call of somebody; `path` from the prefix on, or below the newest version: `people/bsmith`."""
        target = path if path.startswith("/") else f"{BASE}/{path}"
        return self.client.send(method, target, body, {"Authorization": basic(login, PASSWORD), **(headers or {})})

    def get(self, path: str, *, login: str = "full") -> Answer:
        """A read."""
        return self.send("GET", path, login=login)


def open_desk() -> Desk:
    """Set everything up in an empty store."""
    apidev = furnished("xmatters", _furnish)
    client = Client(APP)
    client.known |= {login: basic(login, PASSWORD) for login in LOGINS}
    client.known |= {"standard": STANDARD, "supervisor": SUPERVISOR, "hq": HEADQUARTERS, "bsmith": BSMITH}
    return Desk(client, apidev)


def _furnish() -> Record:
    """What is in the store; answers the person behind the account `full`."""
    for role in ROLES:
        roles.save(role=role)
    headquarters = make_site("Headquarters", number=101, guid=UUID(HEADQUARTERS))
    address = {
        "street": "12647 Alcosta Blvd",
        "city": "San Ramon",
        "state": "California",
        "country": "United States",
        "postal_code": "94583",
        "latitude": 37.773085,
        "longitude": -121.959379,
    }
    make_site("Retail Store 1", number=2038103, guid=UUID(RETAIL), **address)
    make_person("bsmith", "Bob", "Smith", guid=UUID(BSMITH), site=headquarters.ref, phone_login="30105")
    apidev = make_person("apidev", "Api", "Dev", guid=UUID(APIDEV))
    for login in LOGINS:
        is_full = login == "full"
        make_account(login, roles=("everything" if is_full else login,), person=apidev.number if is_full else None)
    return apidev


def make_site(name: str, *, number: int | None = None, guid: UUID | None = None, **values: Any) -> Record:
    """A site."""
    return records.create(kind=SITE, values={"name": name, **values}, caller=ADMIN, number=number, guid=guid)


def make_group(name: str, **values: Any) -> Record:
    """A group."""
    return records.create(kind=GROUP, values={"name": name, **values}, caller=ADMIN)


def make_person(login: str, first: str, last: str, *, guid: UUID, role: str = "Supervisor", **values: Any) -> Record:
    """A person with an account that has no password."""
    person = records.create(
        kind=PERSON,
        values={"login": login, "first_name": first, "last_name": last, **values},
        caller=ADMIN,
        guid=guid,
    )
    if login != "apidev":
        make_account(login, roles=(role,), person=person.number)
    return person
