"""The one botocore session of a process, and its clients, each made once.

Services of which `service_data` does not know enough have a session of their own, which reads everything.
"""

from __future__ import annotations

from functools import cache
from threading import Lock
from typing import Any, Final, NamedTuple

import botocore
import botocore.session
from botocore.config import Config

from chalicelib import config
from chalicelib.store.service_data import SERVICES, NarrowLoader

# Said once and for all: botocore would put together a longer one, twice for each request, at a sixth of its cost.
USER_AGENT: Final = f"Polydesk/{config.VERSION} botocore/{botocore.__version__}"

_lock = Lock()  # botocore makes clients safely in one thread only


@cache
def session() -> Any:
    """The session all clients share: a second one would read the service data again."""
    made = botocore.session.get_session()
    if config.TUNED:
        made.register_component("data_loader", NarrowLoader(config.REGION))
    return made


@cache
def _well_read_session() -> Any:
    return botocore.session.get_session()


class Patience(NamedTuple):
    """Seconds to connect and to wait for an answer, and how often."""

    connect: float
    read: float
    attempts: int


PATIENT: Final = Patience(2, 10, 3)
HASTY: Final = Patience(1, 3, 2)
"""For queues: an answer must not wait long for one that hangs, and what it did not take is found by the sweeper."""


def client(service: str) -> Any:
    """The client of a service, with time-outs that fit a request of at most 29 seconds."""
    with _lock:
        return _client(service)


@cache
def _client(service: str) -> Any:
    patience = HASTY if service == "sqs" else PATIENT
    settings = Config(
        user_agent=USER_AGENT,
        connect_timeout=patience.connect,
        read_timeout=patience.read,
        max_pool_connections=64,
        retries={"mode": "standard", "total_max_attempts": patience.attempts},
    )
    from_session = session() if service in SERVICES or not config.TUNED else _well_read_session()
    return from_session.create_client(
        service, region_name=config.REGION, endpoint_url=config.ENDPOINT_URL, config=settings
    )


def forget() -> None:
    """Drop session and clients (tests, and forks)."""
    _client.cache_clear()
    session.cache_clear()
    _well_read_session.cache_clear()
