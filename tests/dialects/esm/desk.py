"""A desk to test this dialect at: folders for all templates, one template with every type, accounts with different rights."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from app import app
from chalicelib.dialects.esm.templates.declaration import declare
from chalicelib.domain.account import Account
from chalicelib.domain.caller import Caller, CredentialKind
from chalicelib.domain.person import PERSON
from chalicelib.domain.role import ALL_VERBS, READ_ONLY, FieldRight, Permissions, Role, Verb, administrator
from chalicelib.services import accounts, limits, records, roles
from tests.quick import furnished
from tests.wire import Answer, Client

BASE: Final = "/rest-api/itsm/v1"
PASSWORD: Final = "correct horse"
_HASH: Final = hashlib.scrypt(PASSWORD.encode(), salt=b"salt", n=2**8, r=8, p=1, dklen=32)
HASHED: Final = f"scrypt$256$8$1${b64encode(b'salt').decode()}${b64encode(_HASH).decode()}"
"""The password as it is kept, at no cost: a good hash takes a quarter of a second."""
WRITES: Final = frozenset({Verb.READ, Verb.CREATE, Verb.EDIT})


def _attribute(code: str, of: str, **more: Any) -> dict[str, Any]:
    return {"code": code, "name": code.replace("_", " ").capitalize(), "type": of, **more}


CHOICES: Final = [{"code": "first", "value": "01"}, {"code": "second", "value": "02"}, {"code": "third", "value": "03"}]
EXAMPLE: Final = {
    "code": "rest_example",
    "name": "REST example",
    "prefix": "REX",
    "nameAttribute": "text",
    "kind": None,
    "attributes": [
        _attribute("text", "string"),
        _attribute("batch", "string"),
        _attribute("tags", "string", multiValue=True),
        _attribute("count", "number", whole=True),
        _attribute("ratio", "number"),
        _attribute("numbers", "number", multiValue=True),
        _attribute("day", "date", time=False),
        _attribute("moment", "date"),
        _attribute("moments", "date", multiValue=True),
        _attribute("choice", "static-value", values=CHOICES),
        _attribute("choices", "static-value", values=CHOICES, multiValue=True),
        _attribute("fixed_day", "static-value", values=[{"value": "01.01.2011"}, {"value": "02.02.2011"}]),
        _attribute("friend", "reference", target=["rest_example", "person"]),
        _attribute("friends", "reference", target=["rest_example"], multiValue=True),
        _attribute("group", "reference", target=["support_group"]),
        _attribute("link", "external-reference"),
        _attribute("links", "external-reference", multiValue=True),
        _attribute("files", "external-reference", file=True, multiValue=True),
        _attribute("one_file", "external-reference", file=True),
        _attribute("log", "worklog"),
        _attribute("secret", "string"),
    ],
}
COMPANY: Final = {
    "code": "company",
    "name": "Company",
    "prefix": "COM",
    "nameAttribute": "company_name",
    "kind": None,
    "attributes": [
        _attribute("company_name", "string", required=True, maxLength=255),
        _attribute("headcount", "number", whole=True),
        _attribute(
            "company_status",
            "static-value",
            default="active",
            values=[{"code": "active", "value": "Active"}, {"code": "removed", "value": "Removed"}],
        ),
    ],
}
FOLDERS: Final = [
    {"code": code, "name": name, "parent": parent, "templates": templates}
    for code, name, parent, templates in (
        ("incident_management", "Incident management", None, ["incident"]),
        ("security_incidents", "Security incidents", None, ["incident"]),
        ("service_requests", "Service requests", None, ["ServiceRequest"]),
        ("personnel", "Personnel", None, ["person"]),
        ("support_groups", "Support groups", None, ["support_group"]),
        ("sites", "Sites", None, ["site"]),
        ("service_catalogue", "Service catalogue", None, ["service"]),
        ("companies", "Companies", None, ["company"]),
        ("rest_examples", "REST examples", None, ["rest_example"]),
        ("archive", "Archive", "rest_examples", ["rest_example"]),
    )
]
MODULE: Final = frozenset({"external-api"})
ROLES: Final = (
    Role("full", abilities=MODULE, kinds={"*": ALL_VERBS}, folders={"*": ALL_VERBS}),
    Role("reader", abilities=MODULE, kinds={"*": READ_ONLY}, folders={"*": READ_ONLY}),
    Role(
        "restricted",
        abilities=MODULE,
        kinds=dict.fromkeys(("incident", "company", "support_group", "rest_example"), WRITES),
        folders=dict.fromkeys(("incident_management", "companies", "support_groups", "rest_examples"), WRITES),
        fields={"rest_example": {"secret": FieldRight.NONE, "batch": FieldRight.READ}},
    ),
    Role("no_module", kinds={"*": READ_ONLY}, folders={"*": READ_ONLY}),
)


@dataclass
class Desk:
    """Talks to the desk. `person`: the number of the person behind the account `full`."""

    client: Client
    person: int
    tokens: dict[str, str] = field(default_factory=dict)

    def log_in(self, login: str = "full") -> str:
        """A token, got once for each login."""
        if login not in self.tokens:
            answer = self.client.send(
                "POST",
                f"{BASE}/users/login",
                f"login={login}&password={PASSWORD.replace(' ', '+')}",
                {"Content-Type": "application/x-www-form-urlencoded"},
            )
            assert answer.status == 200, answer.text
            self.tokens[login] = answer.json["token"]
        return self.tokens[login]

    def send(
        self,
        method: str,
        path: str,
        body: Any = b"",
        *,
        login: str = "full",
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        """One call of somebody with a token; `path` below the base."""
        return self.client.send(method, f"{BASE}{path}", body, {"Authorization": self.log_in(login), **(headers or {})})

    def get(self, path: str, *, login: str = "full") -> Answer:
        """A read."""
        return self.send("GET", path, login=login)

    def create(self, template: str, folder: str, **values: Any) -> str:
        """A card from plain values (a list for several); answers its id."""
        answer = self.send("POST", f"/dc/{template}/data", {"folderCode": folder, "data": data(**values)})
        assert answer.status == 201, answer.text
        assert answer.json["meta"]["errors"] == [], answer.text
        card: str = answer.json["dataCard"]["dataCardId"]
        return card


def data(**values: Any) -> dict[str, Any]:
    """The `data` of a body from plain values by attribute: a text is a value, an object a value object, a list several."""
    return {code: {"values": [_object(each) for each in _listed(value)]} for code, value in values.items()}


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _object(value: Any) -> Any:
    return value if isinstance(value, dict) else {"value": value}


def open_desk(*, anew: bool = False) -> Desk:
    """Set everything up in an empty store. There is no limit of calls. `anew`: in whatever store it is, call by call."""
    return Desk(Client(app), _furnish() if anew else furnished("esm", _furnish))


def _furnish() -> int:
    """What is in the store; answers the number of the person behind the account `full`."""
    declare(templates=[COMPANY, EXAMPLE], folders=FOLDERS)
    for role in ROLES:
        roles.save(role=role)
    person = records.create(
        kind=PERSON, values={"first_name": "Ada", "last_name": "Example", "login": "ada"}, caller=make_admin()
    )
    for role in ROLES:
        behind = person.number if role.name == "full" else None
        accounts.save(account=Account(role.name, password=HASHED, roles=(role.name,), person=behind))
    limits.override(requests_per_minute=0)
    return person.number


def make_admin() -> Caller:
    """Somebody who may do everything, and is nobody."""
    everything = Permissions((administrator("everything"),))
    return Caller("admin", "admin", "test", CredentialKind.BASIC, "esm", everything)
