"""AWS services that say no, as plain data: the transports judge what it means, and they don't know botocore."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError


class Refusal(Exception):
    """A service refused a call, or could not be reached.

    `code`: the service's word for it, or botocore's when there was no answer. `message`: its sentence. `status`: of its
    answer, 0 without one.
    """

    def __init__(self, code: str, message: str = "", status: int = 0) -> None:
        super().__init__(code)
        self.code = code
        self.message = message
        self.status = status


def answered(call: Callable[..., Any], **parameters: Any) -> Any:
    """What a service answers. Raises `Refusal`."""
    try:
        return call(**parameters)
    except ClientError as error:
        said = error.response.get("Error", {})
        status = error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0)
        raise Refusal(said.get("Code", ""), said.get("Message", ""), status) from error
    except BotoCoreError as error:
        raise Refusal(type(error).__name__) from error
