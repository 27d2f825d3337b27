"""The set-up of the dialect as one file: settings, folders, templates, roles, accounts (specification, 10)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final, Generic, TypeVar

from chalicelib.dialects.esm.templates.storage import DIALECT
from chalicelib.dialects.esm.vocabulary.settings import SETTINGS
from chalicelib.errors import Fault, Faults
from chalicelib.services import settings
from infra.cli.documents import Where
from infra.cli.esm import account_file, folder_file, role_file, template_file, values
from infra.cli.esm.account_file import Wanted

Said = TypeVar("Said")
Content = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Placed(Generic[Said]):
    """A part of a file, and where it stands. `is_whole`: it could be read without fault."""

    said: Said
    path: Where
    is_whole: bool


@dataclass(frozen=True, slots=True)
class Setup:
    """What a file says."""

    settings: Mapping[str, Any]
    folders: tuple[Placed[Content], ...]
    templates: tuple[Placed[Content], ...]
    roles: tuple[Placed[Content], ...]
    accounts: tuple[Placed[Wanted], ...]


def read(content: Any, path: Where, faults: Faults) -> Setup:
    """The set-up that a file describes, as far as it can be read; what stands in it alone is checked."""
    said = values.members(content, _READERS, frozenset(), path, faults)
    return Setup(**{name: said.get(name, ()) for name in _READERS} | {"settings": said.get("settings", {})})


def write(templates: list[Content], folders: list[Content]) -> dict[str, Any]:
    """The file that describes templates and folders."""
    return {"folders": folders, "templates": templates}


def _settings(content: Any, path: Where, faults: Faults) -> Mapping[str, Any]:
    if not isinstance(content, dict):
        faults.add(path, "type", "must be an object.")
        return {}
    found = Faults()
    settings.check(section=DIALECT, values=content, declared=SETTINGS, faults=found)
    for fault in found:  # the core begins its paths with the section
        faults.append(Fault((*path, *fault.path[1:]), fault.code, fault.message, fault.params))
    return content


def _list(
    read: Callable[[Any, Where, Faults], Said], member: str, key: Callable[[Said], str]
) -> Callable[[Any, Where, Faults], tuple[Placed[Said], ...]]:
    """A reader of a list whose things differ in their `key`, the value of `member`."""

    def several(content: Any, path: Where, faults: Faults) -> tuple[Placed[Said], ...]:
        if not isinstance(content, list):
            faults.add(path, "type", "must be a list.")
            return ()
        made: list[Placed[Said]] = []
        met: set[str] = set()
        for index, each in enumerate(content):
            before = len(faults)
            said = read(each, (*path, index), faults)
            if key(said) in met:
                faults.add((*path, index, member), "unique", f"{key(said)} stands in this file already.")
            met.update(filter(None, [key(said)]))
            made.append(Placed(said, (*path, index), len(faults) == before))
        return tuple(made)

    return several


def _code(said: Content) -> str:
    return str(said.get("code") or "")


def _name(said: Content) -> str:
    return str(said.get("name") or "")


_READERS: Final[dict[str, values.Reader]] = {
    "settings": _settings,
    "folders": _list(folder_file.read, "code", _code),
    "templates": _list(template_file.read, "code", _code),
    "roles": _list(role_file.read, "name", _name),
    "accounts": _list(account_file.read, "login", lambda wanted: wanted.key),
}
