"""A desk to test this dialect at: some people, groups, categories, accounts with different rights, an app of its own."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from chalicelib.dialects.matrix42 import routes
from chalicelib.dialects.matrix42.schema.operands import fragment_id
from chalicelib.dialects.matrix42.vocabulary.settings import SETTINGS
from chalicelib.domain.caller import Caller, CredentialKind
from chalicelib.domain.category import CATEGORY
from chalicelib.domain.group import GROUP
from chalicelib.domain.kind import Kind
from chalicelib.domain.person import PERSON
from chalicelib.domain.record import Record
from chalicelib.domain.reference import Ref
from chalicelib.domain.role import ALL_VERBS, READ_ONLY, Permissions, Role, administrator
from chalicelib.domain.service import SERVICE
from chalicelib.domain.site import SITE
from chalicelib.gateway import Polydesk
from chalicelib.router import Mount
from chalicelib.services import accounts, caches, records, roles, settings
from tests.access import make_account
from tests.quick import furnished
from tests.wire import Answer, Client

BASE: Final = "/m42Services/api"
EVERYTHING: Final = Permissions((administrator("everything"),))
ADMIN: Final = Caller("admin", "admin", "test", CredentialKind.BASIC, "matrix42", EVERYTHING)
PASSWORD: Final = "correct horse"
KINDS: Final = (
    "ticket", "person", "group", "site", "service", "category", "time-entry", "saved-query", "agreement",
)  # fmt: skip
LOGINS: Final = ("full", "agent", "reader", "blind", "german")
"""An administrator; who may do everything with all kinds; who may read them; who may do nothing; an agent who is German."""
TAGS: Final = {
    "person": ("SPSUserClassBase", 1),
    "group": ("SPSSecurityClassRole", 1),
    "role": ("SPSScRoleClassBase", 3),
}


def make_app() -> Polydesk:
    """The app with this dialect alone."""
    made = Polydesk()
    greedy = (routes.PREFIX, *routes.ALIASES)
    made.mount(Mount(routes.dialect, routes.PREFIX, aliases=routes.ALIASES, greedy=greedy))
    return made


APP: Final = make_app()


@dataclass
class Desk:
    """Talks to the desk. Records that it was furnished with: `record(PERSON, 1)` and so on, see `_furnish`."""

    client: Client

    def send(
        self,
        method: str,
        path: str,
        body: Any = b"",
        *,
        login: str | None = "agent",
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        """One call of somebody; `path` below `api`, or from its beginning."""
        target = path if path.startswith("/") else f"{BASE}/{path}"
        said = {} if login is None else {"Authorization": basic(login)}
        return self.client.send(method, target, body, {**said, **(headers or {})})

    def get(self, path: str, **more: Any) -> Answer:
        """A read."""
        return self.send("GET", path, **more)

    def rows(self, definition: str, query: str = "", **more: Any) -> Any:
        """What a list answers."""
        answer = self.get(f"data/fragments/{definition}{'?' if query else ''}{query}", **more)
        assert answer.status == 200, answer.text
        return answer.json

    def make(self, definition: str, /, **attributes: Any) -> str:
        """A new fragment; answers its id."""
        answer = self.send("POST", f"data/fragments/{definition}", attributes)
        assert answer.status == 200, answer.text
        made: str = answer.json
        return made


def basic(login: str, password: str = PASSWORD) -> str:
    """The header of a login."""
    return "Basic " + b64encode(f"{login}:{password}".encode()).decode()


def record(kind: Kind, number: int) -> Record:
    """A record as it stands."""
    return records.get(kind=kind, number=number)


def fragment(kind: Kind, number: int, definition: str, tag: int = 1) -> str:
    """The id of a fragment of a record."""
    return str(fragment_id(record(kind, number), definition, tag))


def user(number: int) -> str:
    """The id of a person's fragment among the users."""
    return fragment(PERSON, number, "SPSUserClassBase")


def set_up(**values: Any) -> None:
    """Change settings of the dialect."""
    settings.change(section="matrix42", values=values, declared=SETTINGS)
    caches.clear()


def open_desk() -> Desk:
    """Set everything up in an empty store."""
    furnished("matrix42", _furnish)
    client = Client(APP)
    client.known |= {login: basic(login) for login in LOGINS}
    return Desk(client)


PEOPLE: Final = (("Ada", "Moss", "en"), ("Bela", "O'Neill", "de"), ("Chen", "Wu", None), ("Dora", "Blind", None))
"""Numbers 1 to 4."""
AGENT, GERMAN, READER, BLIND = 1, 2, 3, 4


def _furnish() -> None:
    for first, last, language in PEOPLE:
        _make(PERSON, login=f"{first}.{last}".lower(), first_name=first, last_name=last, language=language,
              display_name=f"{last}, {first}", email=(f"{first.lower()}@example.com",))  # fmt: skip
    for place, (name, members) in enumerate((("Integrators", (1, 2)), ("Network", (3,)))):
        _make(GROUP, name=name, members=tuple(Ref("person", each) for each in members), email=f"g{place}@example.com")
    _make(SITE, name="Head office", city="Victoria")
    _make(SERVICE, name="E-mail")
    root = _make(CATEGORY, name="Service Desk")
    below = _make(CATEGORY, name="IT", parent=root.ref)
    _make(CATEGORY, name="Hardware", parent=below.ref)
    roles.save(role=administrator("everything"))
    roles.save(role=Role("agent", kinds=dict.fromkeys(KINDS, ALL_VERBS)))
    roles.save(role=Role("reader", kinds=dict.fromkeys(KINDS, READ_ONLY)))
    roles.save(role=Role("none"))
    make_account("full", roles=("everything",), person=AGENT)
    make_account("agent", roles=("agent",), person=AGENT)
    make_account("german", roles=("agent",), person=GERMAN)
    make_account("reader", roles=("reader",), person=READER)
    make_account("blind", roles=("none",), person=BLIND)


def _make(kind: Kind, **values: Any) -> Record:
    return records.create(
        kind=kind, values={name: value for name, value in values.items() if value is not None}, caller=ADMIN
    )


def disable(login: str) -> None:
    """Switch an account off."""
    accounts.change(login=login, enabled=False)
    caches.clear()
