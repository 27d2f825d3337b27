"""Plain deliveries for tests of what leaves."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from chalicelib.domain.delivery import Channel, Delivery, Message


def make_delivery(
    to: str, *, channel: Channel = Channel.CALLBACK, body: str = '{"status":"active"}', **message: Any
) -> Delivery:
    return Delivery(
        job="01J0",
        key="callback-1",
        dialect="xmatters",
        message=Message(channel=channel, to=to, body=body, **message),
        created_at=datetime(2026, 1, 2, tzinfo=UTC),
    )


def make_callback(
    to: str, *, body: str = '{"status":"active"}', media_type: str = "application/json", **message: Any
) -> Delivery:
    return make_delivery(to, body=body, media_type=media_type, **message)
