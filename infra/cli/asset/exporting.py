"""Assets as a file that can be imported: those of the whole tree by number, or one and all beneath it from above downwards."""

from __future__ import annotations

from collections.abc import Iterator, Set
from typing import Final

from chalicelib.domain.asset import ASSET
from chalicelib.domain.record import Record
from chalicelib.domain.tree import Link
from chalicelib.services import files, pages, records
from chalicelib.services.tree import listing, places
from infra.cli.asset import asset_file
from infra.cli.asset.inventory import ups

_STEP: Final = 1_000
_AT_ONCE: Final = 100


def everything(*, with_files: bool) -> Iterator[str]:
    """Every asset that is there, on a line of its own, with all links to it."""
    after = None
    while True:
        page = pages.page(kind=ASSET, after=after, limit=_AT_ONCE)
        for asset in page.records:
            yield _line(asset, list(ups(asset.number)), with_files=with_files)
        if not page.more:
            return
        after = page.records[-1].number


def beneath(number: int, *, with_files: bool) -> Iterator[str]:
    """An asset and all beneath it, each once. Links from elsewhere are left out, but for those to the asset itself.

    Raises NotFound.
    """
    places.find(number=number)
    members = _members(number)
    for each in members:
        asset = records.get(kind=ASSET, number=each)
        links = [link for link in ups(each) if each == number or link.major in members]
        yield _line(asset, links, with_files=with_files)


def _members(number: int) -> Set[int]:
    """An asset and all beneath it, from above downwards."""
    found = {number: None}
    level = [number]
    while level:
        fresh = dict.fromkeys(child for each in level for child in _children(each) if child not in found)
        found.update(fresh)
        level = list(fresh)
    return found.keys()


def _children(number: int) -> Iterator[int]:
    after = None
    while True:
        page = listing.children(number=number, after=after, limit=_STEP, long_texts=False)
        yield from (link.minor for link, _ in page.pairs)
        after = page.after
        if after is None:
            return


def _line(asset: Record, links: list[Link], *, with_files: bool) -> str:
    file = asset.get("file") if with_files else None
    upload = files.read(record=asset, location=file.location, field="file")[1] if file is not None else None
    return asset_file.write(asset, links, upload)
