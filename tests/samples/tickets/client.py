"""A client of the Tickets API in the standard library alone; copy it, it is meant for that.

    desk = Desk("https://desk.example.com/api", key="…")

    mail = desk.create("Services", {"Name": "E-mail"})
    ada = desk.create("Customers", {"Name": "Ada Moss", "Email": "ada@example.com", "Services": [{"Id": mail["Id"]}]})
    ticket = desk.create(
        "Tickets",
        {"Description": "Mail is down", "StartTime": "2026-11-21T08:00:00Z", "Services": [{"Id": mail["Id"]}]},
    )                                      # Ada gets an e-mail

    desk.close(ticket["Id"], at=datetime.now(UTC))
    desk.change("Customers", ada["Id"], Email="ada.moss@example.com")

The tests beside this file use every operation once.
"""

from __future__ import annotations

from datetime import UTC, datetime
from http.client import HTTPMessage
from typing import Any, Literal
from urllib.error import HTTPError
from urllib.parse import urlencode, urlsplit
from urllib.request import Request, urlopen

from tests.samples.tickets.formats import Entity, Format, Json

Resource = Literal["Tickets", "Customers", "Services", "Operators"]


class Refused(Exception):
    """The desk has said no.

    `status`: of HTTP; `message`: one sentence; `faults`: what is wrong with which property (`ticket.Description`), if
    the content of a body was refused: a list of sentences each in JSON, one text each in XML.
    """

    def __init__(self, status: int, message: str, faults: dict[str, Any]) -> None:
        super().__init__(f"{status}: {message}")
        self.status = status
        self.message = message
        self.faults = faults


class Desk:
    """One service desk. `address`: where its Tickets API stands; `key`: its secret; `spoken`: JSON or XML.

    Every method raises Refused, or OSError when the desk can't be reached.
    """

    def __init__(self, address: str, key: str, spoken: Format | None = None) -> None:
        self._address = address.rstrip("/")
        self._key = key
        self._spoken = spoken or Json()

    def list(self, resource: Resource, *, at_once: int = 1000) -> list[Entity]:
        """All entities of a resource, by ascending id. Long lists come in pages of `at_once`, at most 1,000."""
        found: list[Entity] = []
        query: dict[str, Any] = {"top": at_once}
        while True:
            page, headers = self._ask("GET", f"/{resource}", query=query)
            found += page
            if 'rel="next"' not in headers.get("Link", ""):
                return found
            query["after"] = page[-1]["Id"]

    def read(self, resource: Resource, number: int) -> Entity:
        """One entity."""
        return self._entity("GET", f"/{resource}/{number}")

    def create(self, resource: Resource, entity: Entity) -> Entity:
        """A new entity; the answer has its `Id` and everything else that the desk has added."""
        return self._entity("POST", f"/{resource}", (resource, entity))

    def update(self, resource: Resource, entity: Entity) -> Entity:
        """Put `entity` in the place of the one with its `Id`. What it leaves out is erased: see `change`."""
        return self._entity("PUT", f"/{resource}/{entity['Id']}", (resource, entity))

    def change(self, resource: Resource, number: int, **changes: Any) -> Entity:
        """Change some properties and keep the others: read, replace, write back.

        Who changes the same entity at the same moment may be overwritten: the API has no locks.
        """
        return self.update(resource, {**self.read(resource, number), **changes})

    def delete(self, resource: Resource, number: int) -> Entity:
        """Delete an entity; the answer is the entity as it was."""
        return self._entity("DELETE", f"/{resource}/{number}")

    def close(self, number: int, *, at: datetime, send_email: bool = True) -> Entity:
        """Close a ticket."""
        return self.change("Tickets", number, ClosedTime=moment(at), DoNotSendEmail=not send_email)

    def reopen(self, number: int, *, at: datetime, send_email: bool = True) -> Entity:
        """Open a closed ticket again. `at` must be later than its closing, which is sent along with it."""
        return self.change("Tickets", number, ReopenedTime=moment(at), DoNotSendEmail=not send_email)

    def _entity(self, method: str, path: str, content: tuple[Resource, Entity] | None = None) -> Entity:
        entity: Entity = self._ask(method, path, content)[0]
        return entity

    def _ask(
        self,
        method: str,
        path: str,
        content: tuple[Resource, Entity] | None = None,
        query: dict[str, Any] | None = None,
    ) -> tuple[Any, HTTPMessage]:
        """One exchange over HTTP: what the answer says, and its headers."""
        url = f"{self._address}{path}?{urlencode({**(query or {}), 'key': self._key})}"
        headers = {"Accept": self._spoken.media_type}
        body = None
        if content is not None:
            resource, entity = content
            body = self._spoken.write(resource.removesuffix("s"), entity)
            headers["Content-Type"] = f"{self._spoken.media_type}; charset=utf-8"
        try:
            with urlopen(Request(url, body, headers, method=method), timeout=30) as response:
                return self._spoken.read(response.read()), response.headers
        except HTTPError as error:
            raise self._refusal(error) from None

    def _refusal(self, error: HTTPError) -> Refused:
        with error:
            said = error.read()
        try:
            answer = self._spoken.read(said)
            return Refused(error.code, answer["Message"], answer.get("ModelState") or {})
        except (ValueError, SyntaxError, KeyError, TypeError, AttributeError):
            return Refused(error.code, f"{urlsplit(self._address).netloc} gave no reason.", {})  # a proxy on the way


def moment(at: datetime) -> str:
    """A moment as the API writes it: `2001-01-01T12:00:00Z`. Without a zone it is local time, as everywhere in Python."""
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")
