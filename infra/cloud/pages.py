"""The static files of the pages: brought to their bucket, from which CloudFront serves them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any, Final

from infra.cloud.account import Account
from infra.local.assets import BASE, ROOTS, Assets

LASTING: Final = "public, max-age=3600"


def upload(account: Account, bucket: str) -> int:
    """Bring what is not there yet, or has changed; answers how many files that were."""
    s3 = account.client("s3")
    there = {each["Key"]: each["ETag"].strip('"') for each in _listed(s3, bucket)}
    count = 0
    for path in paths():
        asset = Assets().find(path)
        key = path.lstrip("/")
        if asset is None or there.get(key) == hashlib.md5(asset.content, usedforsecurity=False).hexdigest():
            continue
        s3.put_object(Bucket=bucket, Key=key, Body=asset.content, ContentType=asset.media_type, CacheControl=LASTING)
        count += 1
    return count


def clear(account: Account, bucket: str) -> None:
    """Empty the bucket, former versions as well: only an empty one can be deleted."""
    s3 = account.client("s3")
    for page in s3.get_paginator("list_object_versions").paginate(Bucket=bucket):
        said = [*page.get("Versions", ()), *page.get("DeleteMarkers", ())]
        objects = [{"Key": each["Key"], "VersionId": each["VersionId"]} for each in said]
        if objects:
            s3.delete_objects(Bucket=bucket, Delete={"Objects": objects, "Quiet": True})


def paths() -> Iterator[str]:
    """The address of each file, sorted."""
    for name, root in sorted(ROOTS.items()):
        for file in sorted(root.rglob("*")):
            if file.is_file() and not file.name.startswith("."):
                yield f"{BASE}{name}/{file.relative_to(root).as_posix()}"


def _listed(s3: Any, bucket: str) -> Iterator[dict[str, Any]]:
    for page in s3.get_paginator("list_objects_v2").paginate(Bucket=bucket):
        yield from page.get("Contents", ())
