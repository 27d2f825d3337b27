"""What was shipped to an account: zips and templates under the names that their content gives them, and a list of releases.

A release is a template, the zip that it names and the parameters that were in force. Going back means to apply an older one.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from typing import Final

from botocore.exceptions import ClientError

from infra.cloud.account import Account
from infra.cloud.artefact import Artefact

_MISSING: Final = frozenset({"404", "NoSuchKey", "NoSuchBucket", "NotFound"})
_PRIVATE: Final = {
    "BlockPublicAcls": True,
    "IgnorePublicAcls": True,
    "BlockPublicPolicy": True,
    "RestrictPublicBuckets": True,
}


@dataclass(frozen=True, slots=True)
class Release:
    """`template` and `code`: keys on the shelf. `at`: when it was deployed, in ISO 8601."""

    template: str
    code: str
    parameters: dict[str, str]
    at: str = ""

    def is_like(self, other: Release | None) -> bool:
        """Whether nothing differs but the time."""
        return other is not None and replace(self, at="") == replace(other, at="")


@dataclass(frozen=True, slots=True)
class Releases:
    """Those of a stage, oldest first; `current` is the index of the one in force, -1 for none."""

    all: tuple[Release, ...] = ()
    current: int = -1

    @property
    def in_force(self) -> Release | None:
        """The one that was deployed last."""
        return self.all[self.current] if self.all else None

    @property
    def before(self) -> Release | None:
        """The one to go back to."""
        return self.all[self.current - 1] if self.current > 0 else None

    def with_next(self, release: Release) -> Releases:
        """After a deployment. What had been gone back from is no longer ahead; nothing is added twice."""
        if release.is_like(self.in_force):
            return self
        dated = replace(release, at=datetime.now(UTC).isoformat(timespec="seconds"))
        kept = self.all[: self.current + 1]
        return Releases((*kept, dated), len(kept))

    def gone_back(self) -> Releases:
        """After a rollback."""
        return replace(self, current=self.current - 1)


class Shelf:
    """The bucket of what is shipped."""

    def __init__(self, account: Account) -> None:
        self._s3 = account.client("s3")
        self._account = account
        self.name = account.shelf

    def prepare(self) -> None:
        """Make the bucket if it is not there: private, encrypted, with former versions."""
        try:
            self._s3.head_bucket(Bucket=self.name, ExpectedBucketOwner=self._account.number)
        except ClientError as error:
            if error.response["Error"]["Code"] not in _MISSING:
                raise
        else:
            return
        region = self._account.region
        place = {} if region == "us-east-1" else {"CreateBucketConfiguration": {"LocationConstraint": region}}
        self._s3.create_bucket(Bucket=self.name, **place)
        self._s3.put_public_access_block(Bucket=self.name, PublicAccessBlockConfiguration=_PRIVATE)
        self._s3.put_bucket_versioning(Bucket=self.name, VersioningConfiguration={"Status": "Enabled"})

    def put_code(self, artefact: Artefact) -> str:
        """Upload a zip that is not there yet; answers its key."""
        return self._put(artefact.name, artefact.content)

    def put_template(self, content: bytes) -> str:
        """Upload a template that is not there yet; answers its key."""
        return self._put(template_key(content), content)

    def url(self, key: str) -> str:
        """The address that CloudFormation reads a template from."""
        return f"{self._s3.meta.endpoint_url}/{self.name}/{key}"

    def read(self, key: str) -> bytes:
        """What lies there."""
        found: bytes = self._s3.get_object(Bucket=self.name, Key=key)["Body"].read()
        return found

    def releases(self, stage: str) -> Releases:
        """Those of a stage; none where nothing was shipped yet."""
        try:
            said = json.loads(self.read(_list(stage)))
        except ClientError as error:
            if error.response["Error"]["Code"] not in _MISSING:
                raise
            return Releases()
        return Releases(tuple(Release(**each) for each in said["all"]), said["current"])

    def keep(self, stage: str, releases: Releases) -> None:
        """Write the list of a stage."""
        content = json.dumps(asdict(releases), indent=1).encode()
        self._s3.put_object(Bucket=self.name, Key=_list(stage), Body=content, ContentType="application/json")

    def _put(self, key: str, content: bytes) -> str:
        if not self._has(key):
            self._s3.put_object(Bucket=self.name, Key=key, Body=content)
        return key

    def _has(self, key: str) -> bool:
        try:
            self._s3.head_object(Bucket=self.name, Key=key)
        except ClientError as error:
            if error.response["Error"]["Code"] not in _MISSING:
                raise
            return False
        return True


def template_key(content: bytes) -> str:
    """The name that a template's content gives it."""
    return f"templates/{hashlib.sha256(content).hexdigest()[:32]}.json"


def _list(stage: str) -> str:
    return f"releases/{stage}.json"
