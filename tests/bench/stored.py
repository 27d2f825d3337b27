"""What the store holds while ratios are measured: a desk with a key, some services and people, and a few dozen tickets.

Written by the app's own services and store, so that both sides of a ratio read the same bytes.
"""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from uuid import UUID

os.environ.update(AWS_ACCESS_KEY_ID="bench", AWS_SECRET_ACCESS_KEY="bench", AWS_REGION="eu-central-1")
os.environ.pop("AWS_ENDPOINT_URL", None)

from moto import mock_aws

from chalicelib import config
from chalicelib.domain.account import Account
from chalicelib.domain.caller import Caller, CredentialKind
from chalicelib.domain.person import PERSON
from chalicelib.domain.record import Record
from chalicelib.domain.reference import Ref
from chalicelib.domain.role import Permissions
from chalicelib.domain.service import SERVICE
from chalicelib.domain.ticket import TICKET
from chalicelib.services import accounts, credentials, records, roles
from chalicelib.store import aws, heads
from chalicelib.store.items import encode
from infra import resources
from infra.seed.access import TICKETS

KEY: Final = "d5XNMpburJBfJVJd"
LISTED: Final = 51  # one more than the list that is measured, so that it has a next page
FIRST: Final = 1_000  # number of the first ticket
_TEXT: Final = "Mailboxes in the north building can not be opened since this morning; a disk is being exchanged. "

Stored = dict[str, Any]
"""`items`: raw items by table, partition and sort key; `ticket`, `service`, `operator`: numbers to ask for."""


def stored() -> Stored:
    """Make a desk, and answer what its tables hold."""
    with mock_aws():
        resources.create(aws.client)
        roles.save(role=TICKETS)
        account = accounts.create(account=Account("tickets", roles=(TICKETS.name,)))
        credentials.replace_key(account=account.key, presented=KEY)
        caller = _caller(account)
        services = [records.create(kind=SERVICE, values={"name": name}, caller=caller) for name in ("E-mail", "VPN")]
        operator = records.create(kind=PERSON, values={"display_name": "Cleo Hart", "operator": True}, caller=caller)
        found = {table.name: _items(table.name) for table in resources.tables()}
    heads_of_tickets = [
        heads.write(_ticket(number, services[number % 2].ref, operator.ref))[0] for number in range(LISTED)
    ]
    found[config.DESK_TABLE] |= {(head["pk"], head["sk"]): encode(head) for head in heads_of_tickets}
    return {
        "items": found,
        "ticket": FIRST,
        "service": services[0].number,
        "operator": operator.number,
    }


def _ticket(number: int, service: Ref, operator: Ref) -> Record:
    at = datetime(2026, 11, 21, 8, number, tzinfo=UTC)
    return Record(
        TICKET,
        FIRST + number,
        UUID(int=number),
        1,
        at,
        at,
        fields={
            "subject": f"Notice {number}",
            "description": f"Notice {number}\n{_TEXT * 3}",
            "description_format": "text",
            "type": "incident",
            "state": "new",
            "start": at,
            "target_resolution": at + timedelta(hours=4),
            "services": (service,),
            "assignee": operator,
        },
    )


def _caller(account: Account) -> Caller:
    return Caller(
        account=account.key,
        login=account.login,
        credential="key",
        kind=CredentialKind.KEY,
        dialect="tickets",
        permissions=Permissions((TICKETS,)),
    )


def _items(table: str) -> dict[tuple[str, str], Any]:
    client = aws.client("dynamodb")
    found = client.scan(TableName=table)
    return {(item["pk"]["S"], item["sk"]["S"]): item for item in found["Items"]}
