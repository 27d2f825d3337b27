"""Addresses of things and of next pages, with the version of the request (specification, 1.7)."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import quote, urlencode

from chalicelib.request import Request


def path(request: Request, *segments: str) -> str:
    """The address of a thing, without scheme and host."""
    below = "/".join(quote(segment, safe="") for segment in (request.params["version"], *segments))
    return f"{request.base_path}{request.prefix}/{below}"


def following(request: Request, collection: str, filters: Iterable[tuple[str, str]], cursor: tuple[str, str]) -> str:
    """The address of the next page, without scheme and host.

    `collection`: as it is spelled, with its slash, if it has one; `filters`: as they were sent; `cursor`: name and value.
    """
    return f"{path(request)}/{collection}?{urlencode([*filters, cursor], quote_via=quote, safe='')}"


def absolute(request: Request, address: str) -> str:
    """An address with scheme and host."""
    return request.base_url + address.removeprefix(request.base_path)
