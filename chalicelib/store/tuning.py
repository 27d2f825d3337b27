"""What leans on private names of botocore and PynamoDB to be fast, in one place, with a switch (POLYDESK_TUNED=0).

Two things: PynamoDB's connection uses our one session instead of reading the service data again, and answers of DynamoDB are
read as the JSON that they are, instead of member by member along the service model (our items hold no binaries, which are
the only values that differ). Versions are pinned; a test fails when a name moves.
"""

from __future__ import annotations

import json
from functools import cache
from threading import Lock
from typing import Any

from botocore.config import Config
from pynamodb.connection import Connection

from chalicelib import config
from chalicelib.store import aws

_lock = Lock()  # threads of the local gateway may all be the first


@cache
def connection() -> Connection:
    """PynamoDB's connection, with its client made now and not within the first request."""
    with _lock:
        return _connection()


@cache
def _connection() -> Connection:
    made = Connection(
        region=config.REGION,
        host=config.ENDPOINT_URL,
        connect_timeout_seconds=2,
        read_timeout_seconds=10,
        max_retry_attempts=0,  # guard tries again, nobody else
        max_pool_connections=64,
    )
    if config.TUNED:
        _share_session(made)
        _read_plain_json(made.client)
    else:
        assert made.client  # noqa: S101  makes the client
    return made


def _share_session(made: Connection) -> None:
    settings = Config(
        parameter_validation=False,
        user_agent=aws.USER_AGENT,
        connect_timeout=2,
        read_timeout=10,
        max_pool_connections=64,
        retries={"mode": "standard", "total_max_attempts": 1},
    )
    made._client = aws.session().create_client(  # noqa: SLF001
        "dynamodb", region_name=config.REGION, endpoint_url=config.ENDPOINT_URL, config=settings
    )


def _read_plain_json(client: Any) -> None:
    endpoint = client._endpoint  # noqa: SLF001
    endpoint._response_parser_factory = _PlainJsonFactory(endpoint._response_parser_factory)  # noqa: SLF001


class _PlainJsonFactory:
    """Makes parsers that read a good answer as plain JSON and leave every other one to botocore."""

    def __init__(self, original: Any) -> None:
        self._original = original
        self._made: dict[str, _PlainJsonParser] = {}

    def create_parser(self, protocol: str) -> Any:
        if protocol not in self._made:
            self._made[protocol] = _PlainJsonParser(self._original.create_parser(protocol))
        return self._made[protocol]


class _PlainJsonParser:
    def __init__(self, original: Any) -> None:
        self._original = original

    def parse(self, response: dict[str, Any], shape: Any) -> Any:
        if response["status_code"] != 200:
            return self._original.parse(response, shape)
        try:
            parsed = json.loads(response["body"] or b"{}")
        except ValueError:  # torn on the way: botocore has the right words
            return self._original.parse(response, shape)
        parsed["ResponseMetadata"] = {"HTTPStatusCode": 200, "HTTPHeaders": response["headers"]}
        return parsed


def forget() -> None:
    """Drop the connection (tests, and forks)."""
    connection.cache_clear()
    _connection.cache_clear()
    aws.forget()
