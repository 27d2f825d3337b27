"""The values of a list in a file: `{"code": "01", "value": "01 - New"}`, and for views what each means to the others."""

from __future__ import annotations

from typing import Any, Final

from chalicelib.errors import Faults
from infra.cli.documents import Where
from infra.cli.esm import values

MAX_STATICS: Final = 1_000


def read(content: Any, path: Where, faults: Faults) -> list[dict[str, Any]]:
    """The values of a list, in the form that they are kept in."""
    if not isinstance(content, list):
        faults.add(path, "type", "must be a list of values.")
        return []
    if len(content) > MAX_STATICS:
        faults.add(path, "count", f"holds at most {MAX_STATICS} values.")
        return []
    made = [values.members(each, _READERS, _REQUIRED, (*path, index), faults) for index, each in enumerate(content)]
    _tell_apart(made, path, faults)
    return [normal(each) for each in made]


def normal(said: Any) -> dict[str, Any]:
    """A value in the form that it is kept in: with a code, be it null."""
    made = {"value": said.get("value", ""), "code": said.get("code")}
    if said.get("means") is not None:
        made["means"] = said["means"]
    return made | ({"usual": True} if said.get("usual") else {})


def _tell_apart(made: list[dict[str, Any]], path: Where, faults: Faults) -> None:
    """Requests name a value by its code or by what it shows, and filters do; each must mean one."""
    met: dict[tuple[str, Any], int] = {}
    for index, each in enumerate(made):
        code, value = each.get("code"), each.get("value")
        # What is stored is the code, or the value where there is none.
        for member, key in (("code", ("code", code)), ("value", ("value", value)), ("value", ("key", code or value))):
            if key[1] and met.setdefault(key, index) != index:
                faults.add((*path, index, member), "unique", f"{key[1]} stands for another value already.")
                break
        if each.get("usual") and met.setdefault(("usual", str(each.get("means"))), index) != index:
            faults.add((*path, index, "usual"), "unique", "Another value is the usual one for this meaning.")


def _meaning(content: Any, path: Where, faults: Faults) -> Any:
    if isinstance(content, bool):
        return content
    return values.name(content, path, faults)


_READERS: Final[dict[str, values.Reader]] = {
    "code": values.name,
    "value": values.name,
    "means": _meaning,
    "usual": values.truth,
}
_REQUIRED: Final = frozenset({"value"})
