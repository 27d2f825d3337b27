"""What examples of calls need to work: something real in place of everything that a caller has to fill in."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Callable, Mapping
from functools import cached_property
from itertools import count
from typing import Any, Final
from urllib.parse import quote, urlsplit

from tests.e2e.admin import answer
from tests.e2e.esm_client import EsmClient
from tests.e2e.local_cloud import LocalCloud
from tests.e2e.matrix42_client import INCIDENT, OPERATION, PERSON, TICKET, Matrix42Client
from tests.e2e.squiz_client import SquizClient
from tests.e2e.xmatters_client import XmattersClient

SIZE: Final = 7
"""Bytes of a file, as the example that announces one has it."""
_NOBODY: Final = "3f2b8c1e-5a94-4c57-9d0e-7b1f6a2c8e45"
_PIXEL: Final = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="


class Showcase:
    """Everything on one local cloud; what is made is made anew for each example, so that none disturbs another."""

    def __init__(self, cloud: LocalCloud) -> None:
        self.cloud = cloud
        self.matrix42, self.esm = Matrix42Client(cloud), EsmClient(cloud)
        self.squiz, self.xmatters = SquizClient(cloud), XmattersClient(cloud)
        self._numbers = count(1)

    def filled(self, dialect: str, operation: str, text: str) -> str:
        """An example with real values. `operation`: its full name."""
        for pattern, make in [*_OWN.get(operation, {}).items(), *_USUAL[dialect].items()]:
            if re.search(pattern, text):
                text = make(self).join(re.split(pattern, text))
        return text

    @property
    def unique(self) -> str:
        return f"Example {next(self._numbers)}"

    # Matrix42

    @cached_property
    def person(self) -> str:
        return str(self.matrix42.rows(PERSON, pagesize=1)[0]["ID"])

    @cached_property
    def role(self) -> str:
        return str(self.matrix42.rows("SPSScRoleClassBase", pagesize=1)[0]["ID"])

    @cached_property
    def query(self) -> str:
        row = self.matrix42.rows("PDRDataQueryClassBase", columns="[Expression-ObjectID]", pagesize=1)[0]
        return str(row["Expression-ObjectID"])

    @cached_property
    def operation(self) -> str:
        return str(self.matrix42.rows(OPERATION, where="Name = 'Close'")[0]["ID"])

    def incident(self) -> str:
        return self.matrix42.create(self.unique)

    def problem(self) -> str:
        return str(self.matrix42.post("data/objects/SPSActivityTypeProblem", {TICKET: {"Subject": self.unique}}))

    def closed(self) -> str:
        ticket = self.incident()
        self.matrix42.post("ticket/close", {"ObjectIds": [ticket]})
        return ticket

    def fragment(self) -> str:
        return str(self.matrix42.fragment(self.incident())["ID"])

    def related(self) -> str:
        """A fragment to which the person is attached."""
        fragment = self.fragment()
        self.matrix42.post(f"data/fragments/{TICKET}/{fragment}/AttachedUsers/{self.person}", b"")
        return fragment

    def announced(self) -> str:
        told = {"Name": "photo.jpg", "ObjectId": self.incident(), "Size": SIZE}
        return str(self.matrix42.post("filestorage/getuploadurl", told)["UniqueFileId"])

    def uploaded(self) -> str:
        file = self.announced()
        self.matrix42.post("filestorage/upload", bytes(SIZE), fileid=file)
        return file

    def file(self) -> str:
        file = self.uploaded()
        self.matrix42.post(f"commonStorage/finishUploading/{file}", b"")
        return file

    # ESM

    def card(self) -> str:
        return self.esm.create("incident", "incident_management", subject=self.unique, description="Broken")

    def card_with_file(self) -> str:
        card = self.card()
        assert self.esm.upload(f"/dc/incident/data/{card}/attachments", "a.bin", b"a").status == 200
        return card

    def attached(self) -> str:
        """Card, attribute and place of a file, as its address has them."""
        card = self.card_with_file()
        (file,) = self.esm.get(f"/dc/incident/data/{card}")["data"]["attachments"]["values"]
        return f"{card}/attachments/file/{quote(file['location'])}"

    # Tickets

    def entity(self, collection: str) -> str:
        """The number of a new one."""
        bodies: dict[str, dict[str, Any]] = {
            "Services": {"Name": self.unique},
            "Customers": {"Name": self.unique, "Email": "a@example.com"},
            "Operators": {"Name": self.unique, "Email": "a@example.com"},
        }
        if collection == "Tickets":
            return str(self.cloud.create_ticket(self.unique))
        path = self.cloud.tickets().replace("/Tickets", f"/{collection}")
        status, made = self.cloud.call("POST", path, bodies[collection])
        assert status == 201, made
        return str(made["Id"])

    # Squiz

    def asset(self) -> str:
        return str(self.squiz.create(self.squiz.root, self.unique)["id"])

    def folder(self) -> str:
        return str(self.squiz.create(self.squiz.root, self.unique, type="folder")["id"])

    def link(self) -> str:
        """One of two, so that it may end."""
        made = self.squiz.link(self.folder(), self.asset())
        return str(made.json["link_id"])

    def image(self) -> str:
        """Where its file lies, below the prefix."""
        made = self.squiz.create(self.squiz.root, "a.png", type="image", attributes={"file_content": _PIXEL})
        return urlsplit(f"//{made['urls'][0]['path']}").path.partition("/files/")[2]

    # xMatters

    def event(self) -> str:
        return str(self.xmatters.alert("bsmith"))

    def site(self) -> str:
        return str(self.xmatters.get("sites")["sites"][0]["identifier"])

    @cached_property
    def form(self) -> str:
        """The name of a form of an engine called forms."""
        property_ = {"name": "message", "type": "Text"}, {"name": "severity", "type": "Text"}
        form = {"name": "Alert", "kind": "event", "active": True, "webService": True}
        members = [{"name": each["name"]} for each in property_]
        engine = {"name": "forms", "properties": property_, "forms": [{**form, "properties": members}]}
        answer(self.cloud, "plan", "import", "-", sent=json.dumps({"plan": 1, "engines": [engine]}))
        return "Alert"

    def word(self) -> str:
        return base64.b64encode(f"{self.xmatters.known['login']}:{self.xmatters.known['password']}".encode()).decode()


Makers = Mapping[str, Callable[[Showcase], str]]

_USUAL: Final[Mapping[str, Makers]] = {
    # By dialect, what stands for a pattern where an operation wants nothing of its own.
    "matrix42": {
        "<access token>": lambda case: case.matrix42.token,
        "<API token>": lambda case: str(case.matrix42.known["api_token"]),
        r"\{(?:ddName|entityClass)\}": lambda _: TICKET,
        r"\{ciName\}": lambda _: INCIDENT,
        r"\{relationName\}": lambda _: "AttachedUsers",
        r"\{relationFragmentId\}": lambda case: case.person,
        r"\{fragmentId\}": Showcase.fragment,
        r"\{objectId\}": Showcase.incident,
        r"\{dataQueryId\}": lambda case: case.query,
        r"\{file[Ii]d\}": Showcase.file,
        r"\{fileName\}": lambda _: "photo.jpg",
        r"\{objectLinkTemplate\}": lambda _: "https://example.org/%7Bid%7D",
        r"\{Subject\}": lambda _: "printer",
        r"\{expr\}": lambda _: "State%20%3D%20200",
        r"\{id\}": lambda case: case.operation,
        _NOBODY: Showcase.incident,
    },
    "esm": {
        "<access token>": lambda case: case.esm.token.split()[1],
        r"\{templateCode\}": lambda _: "incident",
        r"\{dataCardId\}": Showcase.card,
        r"\{attributeCode\}": lambda _: "subject",
    },
    "tickets": {"<key>": lambda case: str(case.cloud.credentials["tickets"]["key"])},
    "squiz": {"<token>": lambda case: case.squiz.token, r"\{assetId\}": Showcase.asset, r"\{linkId\}": Showcase.link},
    "xmatters": {
        "<base64 of login:password>": Showcase.word,
        r"\{version\}": lambda _: "2015-04-01",
        r"\{event\}": Showcase.event,
        r"\{engine\}/\{form\}": lambda _: "Incident%20Alerts/New%20Incident",
        r"\{form\}": lambda case: str(case.xmatters.known["form_uuid"]),
        r"\{targetName\}": lambda _: "bsmith",
        r"\{uuid\}": lambda case: str(case.xmatters.known["list_property_uuid"]),
    },
}


def _entities(collection: str) -> dict[str, Makers]:
    """What the five verbs of a collection of the Tickets dialect want."""
    services: Makers = {r"(?<=\"Services\": \[)\s*1,?\s*(?=\])": lambda case: case.entity("Services")}
    operator: Makers = {r"(?<=\"OperatorId\": )1": lambda case: case.entity("Operators")}
    name = collection.lower()
    return {
        f"tickets.create_{name}": {**services, **operator},
        f"tickets.read_{name}": {r"\{id\}": lambda case: case.entity(collection)},
        f"tickets.replace_{name}": {
            r"\{id\}|(?<=\"Id\": )1": lambda case: case.entity(collection),
            **services,
        },
        f"tickets.delete_{name}": {r"\{id\}": lambda case: case.entity(collection)},
    }


_OWN: Final[Mapping[str, Makers]] = {
    # By operation, what goes before the usual.
    "Activity.Forward": {f'(?<="RoleID": "){_NOBODY}': lambda case: case.role},
    "Activity.Reopen": {_NOBODY: Showcase.closed},
    "CommonStorage.FinishUploading": {r"\{fileId\}": Showcase.uploaded},
    "FileStorage.Upload": {r"\{fileid\}": Showcase.announced},
    "Fragments.RemoveRelation": {r"\{fragmentId\}": Showcase.related},
    "Fragments.Update": {_NOBODY: Showcase.fragment},
    "Problem.Close": {_NOBODY: Showcase.problem},
    "Schema.Class": {r"\{name\}": lambda _: TICKET},
    "Schema.Type": {r"\{name\}": lambda _: INCIDENT},
    "esm.issue_token": {"aberg": lambda case: case.esm.login, "<password>": lambda case: case.esm.password},
    "esm.import_cards": {'(?<="dataCardId": ")34567': Showcase.card},
    "esm.extend_attribute": {r"\{attributeCode\}": lambda _: "worklog"},
    "esm.clear_attribute": {r"\{attributeCode\}": lambda _: "description"},
    "esm.upload_file": {r"\{attributeCode\}": lambda _: "attachments"},
    "esm.download_file": {r"\{dataCardId\}/\{attributeCode\}/file/\{location\}": Showcase.attached},
    **_entities("Tickets"),
    **_entities("Customers"),
    **_entities("Services"),
    **_entities("Operators"),
    "squiz.create_asset": {'(?<="asset_id": ")1(?=")': lambda case: case.squiz.root},
    "squiz.create_link": {
        '(?<="major_id": ")1(?=")': Showcase.folder,
        '(?<="minor_id": ")1821(?=")': Showcase.asset,
    },
    "squiz.download_file": {r"\{assetId\}/\{secret\}/\{name\}": Showcase.image},
    "xmatters.create_event_of_engine_forms": {r"\{form\}": lambda case: case.form},
    "xmatters.create_event_of_engine_forms_by_older_address": {r"\{form\}": lambda case: case.form},
    "xmatters.create_person": {"jdoe": lambda case: case.unique.replace(" ", ".")},
    "xmatters.create_site": {"Branch Office": lambda case: case.unique},
    "xmatters.change_site": {r"\{id\}": Showcase.site, '(?<="name": ")Example': lambda case: case.unique},
    "xmatters.read_person": {r"\{id\}": lambda _: "bsmith"},
    "xmatters.read_site": {r"\{id\}": Showcase.site},
}
