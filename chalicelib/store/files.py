"""The bytes of files, in S3: each under a key of its own that nobody can guess, written once and never changed."""

from __future__ import annotations

import re
import secrets
from collections.abc import Sequence
from functools import cache
from typing import Final

from botocore.exceptions import BotoCoreError

from chalicelib import config
from chalicelib.errors import Unavailable
from chalicelib.store import aws
from chalicelib.store.refusal import Refusal, answered

PREFIX: Final = "files/"
_GONE: Final = frozenset({"NoSuchKey", "404", "NotFound"})
_LOCATION: Final = re.compile(r"[0-9a-f]{40}", re.ASCII)
_AT_ONCE: Final = 1_000  # keys that S3 removes in one call


def mint() -> str:
    """A new location: 40 hex digits, so that knowing it is as good as a permission."""
    return secrets.token_hex(20)


def is_location(text: str) -> bool:
    """Whether a text can be the location of bytes at all."""
    return _LOCATION.fullmatch(text) is not None


def put(location: str, content: bytes, *, media_type: str) -> None:
    """Keep bytes, encrypted at rest. Raises Unavailable."""
    _asked(
        "put_object",
        Key=PREFIX + location,
        Body=content,
        ContentType=media_type,
        ContentDisposition="attachment",
        ServerSideEncryption="AES256",
    )


def get(location: str) -> bytes | None:
    """The bytes at a location; None when there are none. Raises Unavailable."""
    try:
        answer = answered(aws.client("s3").get_object, Bucket=_bucket(), Key=PREFIX + location)
        content: bytes = answer["Body"].read()
    except Refusal as refusal:
        if refusal.code in _GONE:
            return None
        raise Unavailable("The files are out of reach. Try again.") from refusal
    except BotoCoreError as error:  # torn while it was read
        raise Unavailable("The files are out of reach. Try again.") from error
    return content


def remove(locations: Sequence[str]) -> None:
    """Remove bytes, also such as are gone already. Raises Unavailable."""
    for start in range(0, len(locations), _AT_ONCE):
        keys = [{"Key": PREFIX + location} for location in locations[start : start + _AT_ONCE]]
        if _asked("delete_objects", Delete={"Objects": keys, "Quiet": True}).get("Errors"):
            raise Unavailable("Some files could not be removed.")


def _bucket() -> str:
    """The functions of a deployment are told; the command line, which works on any stage, is not."""
    return config.FILES_BUCKET or f"polydesk-{config.STAGE}-files-{_account()}"


@cache
def _account() -> str:
    """The number of the account that the credentials are for."""
    number: str = answered(aws.client("sts").get_caller_identity)["Account"]
    return number


def _asked(operation: str, **parameters: object) -> dict[str, object]:
    try:
        answer: dict[str, object] = answered(getattr(aws.client("s3"), operation), Bucket=_bucket(), **parameters)
    except Refusal as refusal:
        raise Unavailable("The files are out of reach. Try again.") from refusal
    return answer
