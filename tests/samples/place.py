"""A desk of one's own: app, gateway and AWS in this process, spoken to over HTTP."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import Iterator
from typing import Final, NamedTuple

from chalicelib.domain.account import Account
from chalicelib.domain.caller import Caller, CredentialKind
from chalicelib.domain.person import PERSON
from chalicelib.domain.role import Permissions
from chalicelib.domain.service import SERVICE
from chalicelib.domain.ticket import TICKET
from chalicelib.outbound import queue
from chalicelib.services import accounts, credentials, records, roles
from chalicelib.store import aws
from infra import resources
from infra.local.emulator import listen
from infra.local.gateway import Gateway, access
from infra.local.server import Server
from infra.seed.access import TICKETS
from tests.quick import furnished, quick_cloud

KEY: Final = "d5XNMpburJBfJVJd"


class Place(NamedTuple):
    """Where a desk is, and the key to its Tickets API. `lasts`: somebody else will use it after us."""

    url: str
    key: str
    lasts: bool = True


@contextlib.contextmanager
def local_place() -> Iterator[Place]:
    """A desk that has a key and a few records, for as long as the context lasts."""
    with quick_cloud(), _no_queue_remembered():
        resources.create(aws.client)
        furnished("samples", _fill)
        with _served() as port:
            yield Place(f"http://127.0.0.1:{port}", KEY, lasts=False)


@contextlib.contextmanager
def _no_queue_remembered() -> Iterator[None]:
    """No queue of another store is known, before and after."""
    try:
        queue.forget()
        yield
    finally:
        queue.forget()


def _fill() -> None:
    """What somebody else has written: the samples make all that they look at, and must not mind what is there."""
    roles.save(role=TICKETS)
    account = accounts.create(account=Account("tickets", roles=(TICKETS.name,)))
    credentials.replace_key(account=account.key, presented=KEY)
    caller = Caller(
        account=account.key,
        login=account.login,
        credential="key",
        kind=CredentialKind.KEY,
        dialect="tickets",
        permissions=Permissions((TICKETS,)),
    )
    vpn = records.create(kind=SERVICE, values={"name": "VPN"}, caller=caller)
    records.create(
        kind=PERSON,
        values={"display_name": "Bo Lind", "email": ("bo@example.com",), "services": (vpn.ref,)},
        caller=caller,
    )
    records.create(kind=PERSON, values={"display_name": "Cleo Hart", "operator": True}, caller=caller)
    for subject in ("The VPN is slow", "The VPN is down on Sunday"):
        records.create(kind=TICKET, values={"subject": subject, "services": (vpn.ref,)}, caller=caller)


@contextlib.contextmanager
def _served() -> Iterator[int]:
    """The local gateway with the app behind it, in a thread; gives its port."""
    from app import app

    listener = listen(0, "PORT")
    port: int = listener.getsockname()[1]
    gateway = Gateway(stage="sample", port=port)
    gateway.open(app, None)
    server = Server(gateway)
    thread = threading.Thread(target=lambda: asyncio.run(server.serve(sockets=[listener])), name="desk")
    access.disabled = True  # it would write between the dots
    thread.start()
    try:
        yield port
    finally:
        server.stop()
        thread.join()
        access.disabled = False
