"""A desk to test this dialect at: a small tree, users and tokens with different rights, an app of its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from chalicelib.dialects.squiz.parser import json
from chalicelib.dialects.squiz.routes import dialect
from chalicelib.dialects.squiz.vocabulary.settings import SETTINGS
from chalicelib.domain.caller import Caller, CredentialKind
from chalicelib.domain.person import PERSON
from chalicelib.domain.role import READ_ONLY, Permissions, Role, administrator
from chalicelib.domain.tree import Tie
from chalicelib.gateway import Polydesk
from chalicelib.router import Mount
from chalicelib.services import assets, caches, credentials, records, roles, settings
from chalicelib.services.tree import planting
from tests.access import make_account
from tests.quick import furnished
from tests.wire import Answer, Client

BASE: Final = "/__management_api/v1"
EVERYTHING: Final = Permissions((administrator("everything"),))
ADMIN: Final = Caller("admin", "admin", "test", CredentialKind.BASIC, "squiz", EVERYTHING)
TOKENS: Final = {
    name: f"{name.replace('_', '')}{'x' * 32}"
    for name in (
        "full", "reader", "editor", "restricted", "disabled", "trashed", "userless", "read_only", "personless", "stranger",
    )
}  # fmt: skip
FIELDS: Final = [
    {"name": "keywords", "type": "select", "multiple": True, "options": ["sport", "news", "weather"]},
    {"name": "description", "type": "text"},
    {"name": "show-heading", "type": "select", "options": ["0", "1"]},
    {"name": "odd", "type": "thesaurus"},
    "no field",
]
ROOT, SITE, FOLDER, HOME, HIDDEN, SCHEMA = 1, 2, 3, 4, 5, 6
"""The tree: the site under the root, the restricted folder and the home page under the site, a page in the folder."""
WRITER, READER = 1, 2
"""Numbers of the persons."""


def make_app() -> Polydesk:
    """The app with this dialect alone."""
    made = Polydesk()
    aliases = ("/__management-api/v1", "/__management_api", "/__management-api")
    made.mount(Mount(dialect, BASE, aliases=aliases, greedy=("/__management_api", "/__management-api")))
    return made


APP: Final = make_app()


@dataclass
class Desk:
    """Talks to the desk."""

    client: Client

    def send(
        self, method: str, path: str, body: Any = b"", *, token: str = "full", headers: Mapping[str, str] | None = None
    ) -> Answer:
        """One call of somebody; `path` from the prefix on, or below the version: `assets/1`."""
        target = path if path.startswith("/") else f"{BASE}/{path}"
        return self.client.send(method, target, body, {"Authorization": f"Bearer {TOKENS[token]}", **(headers or {})})

    def get(self, path: str, *, token: str = "full") -> Answer:
        """A read."""
        return self.send("GET", path, token=token)

    def make(self, parent: int | str = SITE, /, *, type: str = "page_standard", link: Any = None, **asset: Any) -> str:  # noqa: A002
        """A new asset under another one; answers its id."""
        body = {"asset": {"type": type, **asset}, "parent": {"asset_id": str(parent), **(link or {})}}
        answer = self.send("POST", "assets", body)
        assert answer.status == 201, answer.text
        made: str = answer.json["id"]
        return made

    def link(self, major: int | str, minor: int | str, **said: Any) -> Answer:
        """A new link."""
        body = {
            "major_id": str(major), "minor_id": str(minor), "value": "", "sort_order": -1, "is_dependent": False,
            "is_exclusive": False, "link_type": "menu", **said,
        }  # fmt: skip
        return self.send("POST", "links", body)

    def up(self, asset: int | str) -> str:
        """The id of the first link to an asset."""
        link: str = self.get(f"assets/{asset}/links?direction=up").json[0]["link_id"]
        return link


def set_up(**values: Any) -> None:
    """Change settings of the dialect."""
    settings.change(section="squiz", values=values, declared=SETTINGS)
    caches.clear()


def faults(answer: Answer) -> list[tuple[str, str]]:
    """Paths and messages of the faults of an answer."""
    assert answer.status == 400, answer.text
    return [(fault["path"], fault["message"]) for fault in answer.json["error"]["faults"]]


def open_desk() -> Desk:
    """Set everything up in an empty store."""
    furnished("squiz", _furnish)
    client = Client(APP)
    client.known |= {f"{name}_token": token for name, token in TOKENS.items()}
    return Desk(client)


def _furnish() -> None:
    for login in ("writer", "reader"):
        records.create(kind=PERSON, values={"login": login, "display_name": login}, caller=ADMIN)
    roles.save(role=administrator("everything"))
    roles.save(role=Role("reader", assets={"*": READ_ONLY}))
    roles.save(role=Role("editor", assets={str(FOLDER): frozenset(administrator("x").assets["*"]), "*": READ_ONLY}))
    roles.save(role=Role("none"))
    make_account("writer", roles=("everything",), person=WRITER)
    make_account("reader", roles=("reader",), person=READER)
    make_account("editor", roles=("editor",), person=READER)
    make_account("nobody", roles=("everything",))
    make_account("stranger", roles=("none",), person=READER)
    _issue("full", "writer")
    _issue("reader", "reader")
    _issue("editor", "editor")
    _issue("restricted", "writer", roots=(FOLDER,))
    _issue("disabled", "writer", enabled=False)
    _issue("read_only", "writer", read_only=True)
    _issue("userless", None)
    _issue("personless", "nobody")
    _issue("stranger", "stranger")
    _issue("trashed", "writer")
    _trash("trashed")
    _plant()
    settings.change(
        section="squiz", values={"asset_management_api": True, "contexts": "1=Mobile, 2=Kiosk"}, declared=SETTINGS
    )


def _plant() -> None:
    planting.create_root(values={"type": "root_folder", "name": "Root Folder"}, caller=ADMIN)
    planted: tuple[tuple[int, str, str, dict[str, Any]], ...] = (
        (ROOT, "site", "Company site", {}),
        (SITE, "folder", "Restricted", {}),
        (SITE, "page_standard", "Home", {}),
        (FOLDER, "page_standard", "Inside", {}),
        (ROOT, "metadata_schema", "Schema", {"fields": FIELDS}),
    )
    for parent, type_, name, more in planted:
        attributes = json.written({"name": name, **more})
        values = {"type": type_, "name": name, "attributes": attributes}
        planting.create(values=values, parent=parent, tie=Tie(), caller=ADMIN)
    assets.set_url(number=SITE, url="www.example.com", caller=ADMIN)


def _issue(name: str, account: str | None, **more: Any) -> None:
    credentials.issue(kind=CredentialKind.BEARER, account=account, presented=TOKENS[name], **more)


def _trash(name: str) -> None:
    found = credentials.find(presented=TOKENS[name])
    assert found is not None
    credentials.save(credential=replace(found, trashed=True))
