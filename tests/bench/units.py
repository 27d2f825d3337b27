"""What each route of the Tickets API costs at DynamoDB: `python tests/bench/units.py [TICKETS]`.

The app, in this process, on the emulator of the local cloud. Every route is measured twice: with a thousand tickets in
the store, then with a hundred times as many (TICKETS); what costs the same shows `=`. To fill the store takes two to five
minutes, and about half a gigabyte of memory.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from time import perf_counter
from typing import Any, Final
from uuid import UUID

ROOT: Final = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

# ruff: noqa: E402  config reads the environment once, when it is imported
from infra.local.options import surroundings
from tests.e2e.local_cloud import free_port

PORT: Final = free_port()
os.environ.update(surroundings(f"http://127.0.0.1:{PORT}", "", "eu-central-1") | {"POLYDESK_STAGE": "bench"})

from pynamodb.connection import Connection

from app import app
from chalicelib import config
from chalicelib.domain.account import Account
from chalicelib.domain.kind import Kind
from chalicelib.domain.person import PERSON
from chalicelib.domain.record import Record
from chalicelib.domain.reference import Ref
from chalicelib.domain.ticket import TICKET
from chalicelib.services import accounts, caches, credentials, roles
from chalicelib.store import aws, entries, heads, tuning
from chalicelib.store.items import encode
from infra import resources
from infra.local.emulator import Emulator
from infra.local.place import Place
from infra.seed.access import TICKETS
from tests.bench.ledger import Cost, Ledger
from tests.wire import Client

KEY: Final = "d5XNMpburJBfJVJd"
FEW: Final = 1_000
MANY: Final = 100_000
FIRST: Final = 1_000  # number of the first ticket that is filled in; what the routes make lies behind all of them
CUSTOMERS: Final = 2_000_000  # number of the first customer
MADE: Final = datetime(2026, 1, 1, tzinfo=UTC)
_TEXT: Final = "Mailboxes in the north building can not be opened since this morning; a disk is being exchanged. "

Row = tuple[str, Callable[[], None]]


def main(many: int = MANY) -> None:
    """Measure, and print a table."""
    with tempfile.TemporaryDirectory() as folder:
        place = Place(Path(folder) / "data")
        place.claim()
        emulator = Emulator(place, port=PORT, seconds=3600, region=config.REGION)
        try:
            emulator.wait()
            measure(many)
        finally:
            emulator._process.kill()  # nobody needs what it would save


def measure(many: int) -> None:
    """Fill, measure, fill up, measure again."""
    desk = Desk()
    fill(customers(desk.service))
    fill(tickets(desk.service, desk.operator, 0, FEW + 1))  # one more, so that a list of a thousand has a next page
    before = {label: desk.cost(ask) for label, ask in desk.rows(FEW)}
    say(f"filling up to {many:,} tickets, some minutes …")
    begun = perf_counter()
    fill(tickets(desk.service, desk.operator, FEW + 1, many))
    say(f"filled in {perf_counter() - begun:.0f} s")
    after = {label: desk.cost(ask) for label, ask in desk.rows(many)}
    say(f"{'':46}{'calls':>6}{'items':>7}{'read':>7}{'write':>7}{'emulator':>10}   with {many:,}")
    for label, cost in before.items():
        say(f"{label:46}{told(cost)}   {'=' if after[label] == cost else told(after[label])}")


def told(cost: Cost) -> str:
    """The figures of a cost."""
    return f"{cost.calls:6}{cost.items:7}{cost.read:7.0f}{cost.written:7.0f}{cost.counted:10.1f}"


class Desk:
    """The app on an empty store, with a key, a service and an operator."""

    def __init__(self) -> None:
        resources.create(aws.client)
        roles.save(role=TICKETS)
        account = accounts.create(account=Account("tickets", roles=(TICKETS.name,)))
        credentials.replace_key(account=account.key, presented=KEY)
        self._client = Client(app)
        connection = tuning.connection()
        self._ledger = Ledger(connection.dispatch)
        vars(connection)["dispatch"] = self._ledger.dispatch
        aws.client("dynamodb").put_item(  # what the routes make comes behind everything that is filled in
            TableName=config.DESK_TABLE,
            Item={"pk": {"S": "S#card"}, "sk": {"S": "."}, "latest": {"N": str(CUSTOMERS * 2)}},
        )
        self.service = self.ask("POST", "Services", {"Name": "E-mail"})["Id"]
        self.operator = self.ask("POST", "Operators", {"Name": "Cleo Hart"})["Id"]

    def ask(self, method: str, path: str, body: Any = b"") -> Any:
        """One exchange; RuntimeError when it is refused."""
        answer = self._client.send(method, f"/api/{path}{'&' if '?' in path else '?'}key={KEY}", body)
        if answer.status >= 300:
            raise RuntimeError(f"{method} {path}: {answer.status} {answer.text}")
        return answer.json

    def cost(self, ask: Callable[[], None]) -> Cost:
        """What an exchange costs. What is known for five seconds is known: credential, account, role, settings."""
        caches.clear()  # so that nothing is just five seconds old
        self.ask("DELETE", f"Tickets/{self.ask('POST', 'Tickets', TICKET_BODY)['Id']}")  # asks for all that is kept
        self._ledger.anew()
        ask()
        return self._ledger.spent

    def rows(self, number: int) -> Iterator[Row]:
        """What is measured, in this order."""
        ask, service, operator = self.ask, self.service, self.operator
        about = TICKET_BODY | {"Services": [service]}
        yield "GET Tickets/{id}, a service and an operator", lambda: ask("GET", f"Tickets/{FIRST}")
        yield "GET Customers/{id}, one subscription", lambda: ask("GET", f"Customers/{CUSTOMERS}")
        yield "GET Services/{id}", lambda: ask("GET", f"Services/{service}")
        yield "GET Tickets (1,000)", lambda: ask("GET", "Tickets?top=1000")
        yield "GET Tickets?top=50", lambda: ask("GET", "Tickets?top=50")
        deep = FIRST + number * 9 // 10
        yield "GET Tickets?top=50&after= (deep)", lambda: ask("GET", f"Tickets?top=50&after={deep}")
        yield "GET Tickets?top=50&skip=500", lambda: ask("GET", "Tickets?top=50&skip=500")
        yield "GET Customers (1,000)", lambda: ask("GET", "Customers?top=1000")
        yield "GET Customers?top=50", lambda: ask("GET", "Customers?top=50")
        yield "GET Operators (1)", lambda: ask("GET", "Operators")
        yield "POST Tickets, about nothing", lambda: ask("POST", "Tickets", TICKET_BODY)
        yield "POST Tickets, a service", lambda: ask("POST", "Tickets", about)
        yield (
            "POST Tickets, a service and an operator",
            lambda: ask("POST", "Tickets", about | {"OperatorId": operator}),
        )
        yield (
            "POST Customers, an address, a subscription",
            lambda: ask("POST", "Customers", ADA | {"Services": [service]}),
        )
        yield "POST Services", lambda: ask("POST", "Services", {"Name": "VPN"})
        made = ask("POST", "Tickets", about | {"OperatorId": operator})
        path = f"Tickets/{made['Id']}"
        yield "PUT Tickets, another text", lambda: ask("PUT", path, made | {"Description": "Mail is slow"})
        yield "PUT Tickets, closed", lambda: ask("PUT", path, made | {"ClosedTime": "2026-11-21T10:00:00Z"})
        yield "PUT Tickets, nothing new", lambda: ask("PUT", path, made | {"ClosedTime": "2026-11-21T10:00:00Z"})
        again = {"ClosedTime": "2026-11-21T10:00:00Z", "ReopenedTime": "2026-11-21T11:00:00Z"}
        yield "PUT Tickets, reopened", lambda: ask("PUT", path, made | again)
        yield "PUT Tickets, text of 9 kB", lambda: ask("PUT", path, made | {"Description": "x" * 9_000})
        yield "GET Tickets/{id}, text of 9 kB", lambda: ask("GET", path)
        yield "DELETE Tickets, text of 9 kB", lambda: ask("DELETE", path)
        other = ask("POST", "Tickets", about | {"OperatorId": operator})["Id"]
        yield "DELETE Tickets", lambda: ask("DELETE", f"Tickets/{other}")
        ada = ask("POST", "Customers", ADA | {"Services": [service]})
        place = f"Customers/{ada['Id']}"
        yield "PUT Customers, another name", lambda: ask("PUT", place, ada | {"Name": "Ada Lane"})
        yield "PUT Customers, another address", lambda: ask("PUT", place, ada | {"Email": "ada.lane@example.com"})
        yield "DELETE Customers", lambda: ask("DELETE", place)


TICKET_BODY: Final = {"Description": "Mail is down", "StartTime": "2026-11-21T08:00:00Z"}
ADA: Final = {"Name": "Ada Moss", "Email": "ada@example.com", "CellPhone": "+15550100"}


def tickets(service: int, operator: int, start: int, end: int) -> Iterator[dict[str, Any]]:
    """The items of tickets that are filled in."""
    for each in range(start, end):
        fields = {
            "subject": f"Notice {each}",
            "description": f"Notice {each}\n{_TEXT * 3}",
            "description_format": "text",
            "type": "incident",
            "state": "new",
            "start": MADE + timedelta(minutes=each),
            "services": (Ref("service", service),),
            "assignee": Ref("person", operator),
        }
        yield from items(TICKET, FIRST + each, fields)


def customers(service: int) -> Iterator[dict[str, Any]]:
    """The items of customers that are filled in."""
    for each in range(FEW + 1):
        fields = {
            "display_name": f"Customer {each}",
            "email": (f"customer.{each}@example.com",),
            "mobile": "+15550100",
            "services": (Ref("service", service),),
        }
        yield from items(PERSON, CUSTOMERS + each, fields)


def items(kind: Kind, number: int, fields: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The head of a record, and its index item in the list of its class; no route here walks along the others."""
    made = MADE + timedelta(seconds=number)
    record = Record(kind, number, UUID(int=number), number, made, made, fields=fields)
    yield encode(heads.write(record)[0])
    yield encode(entries.additions(None, record)[0].item)


def fill(filled: Iterator[dict[str, Any]]) -> None:
    """Write items in batches of 25."""
    call = Connection.dispatch  # past the ledger
    while batch := [{"PutRequest": {"Item": item}} for item in islice(filled, 25)]:
        call(tuning.connection(), "BatchWriteItem", {"RequestItems": {config.DESK_TABLE: batch}})


def say(line: str) -> None:
    """Show a line at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
