"""Callbacks: where an event is reported to."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from chalicelib.domain.agent import SCHEME


class CallbackType(StrEnum):
    """What is reported."""

    STATUS = "status"  # the event was created, suspended, reactivated, ended
    DELIVERY_STATUS = "deliveryStatus"  # a notification was accepted by its channel, or refused for good
    RESPONSE = "response"  # a person answered


@dataclass(frozen=True, slots=True)
class Callback:
    """One callback.

    `login`, `password`: for HTTP Basic, the password as the vault sealed it. `agent`: the one that is meant, if any.
    """

    url: str
    type: CallbackType
    login: str | None = None
    password: str | None = field(default=None, repr=False)
    agent: str | None = None

    @property
    def service(self) -> str | None:
        """The service of an integration agent that it goes to; None for HTTP."""
        return self.url.removeprefix(SCHEME) if self.url.startswith(SCHEME) else None
