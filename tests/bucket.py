"""The bucket of files in the tests: made, looked into, and a store whose calls end a process at any point, S3's included."""

from __future__ import annotations

from typing import Any, Self

from botocore.exceptions import EndpointConnectionError

from chalicelib import config
from chalicelib.store import aws
from chalicelib.store.files import PREFIX
from tests.unreliable import Crash, Unreliable


def make_bucket() -> None:
    aws.client("s3").create_bucket(
        Bucket=config.FILES_BUCKET, CreateBucketConfiguration={"LocationConstraint": config.REGION}
    )


def kept() -> set[str]:
    """The locations of all bytes that are there."""
    listed = aws.client("s3").list_objects_v2(Bucket=config.FILES_BUCKET).get("Contents", [])
    return {each["Key"].removeprefix(PREFIX) for each in listed}


class UnreliableWithFiles(Unreliable):
    """Counts the calls to S3 among the others; `refuse_files`: S3 answers none of them."""

    def __init__(self, *, crash_at: int | None = None, refuse_files: bool = False) -> None:
        super().__init__(crash_at=crash_at)
        self._refuse_files = refuse_files

    def __enter__(self) -> Self:
        aws.client("s3").meta.events.register_first("before-call.s3", self._on_files)
        return super().__enter__()

    def __exit__(self, *details: object) -> None:
        super().__exit__(*details)
        aws.client("s3").meta.events.unregister("before-call.s3", self._on_files)

    def _on_files(self, model: Any, **_: Any) -> None:
        self.calls.append((model.name, {}))
        if len(self.calls) == self._crash_at:
            raise Crash
        if self._refuse_files:
            raise EndpointConnectionError(endpoint_url="https://files")
