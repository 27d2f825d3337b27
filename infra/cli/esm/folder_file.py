"""Folders in a file: `{"code": "companies", "name": "Companies", "parent": null, "templates": ["company"]}`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from chalicelib.errors import Faults
from infra.cli.documents import Where
from infra.cli.esm import values


def read(content: Any, path: Where, faults: Faults) -> dict[str, Any]:
    """A folder in the form that it is kept in, as far as it can be read."""
    return normal(values.members(content, _READERS, _REQUIRED, path, faults))


def normal(said: Mapping[str, Any]) -> dict[str, Any]:
    """A folder in the form that it is kept in."""
    return {
        "code": said.get("code") or "",
        "name": said.get("name") or "",
        "parent": said.get("parent"),
        "templates": list(said.get("templates", ())),
    }


_READERS: Final[dict[str, values.Reader]] = {
    "code": values.code,
    "name": values.name,
    "parent": values.code,
    "templates": values.codes,
}
_REQUIRED: Final = frozenset({"code", "name"})
