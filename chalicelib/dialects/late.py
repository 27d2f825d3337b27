"""Rooms that are imported when something in them is first used, so that a dialect costs nothing until somebody calls it.

    if TYPE_CHECKING:
        from chalicelib.dialects.tickets import errors, views
    else:
        errors, views = late.rooms(__package__, "errors", "views")

To mypy and to editors these are the modules, so that a name that is not there is a fault. At run time they only hand out
what `Late` says: `views.read` is the view's name until it is called.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any, Final, TypeVar, cast

T = TypeVar("T")


def rooms(package: str, *names: str) -> tuple[Room, ...]:
    """The rooms of these names in a package; none is imported yet."""
    return tuple(Room(f"{package}.{name}") for name in names)


def found(thing: T) -> T:
    """What `thing` stands for, if it is late, else itself."""
    return cast("T", thing.found()) if isinstance(thing, Late) else thing


def module_of(thing: Any) -> str:
    """The name of the module that something stands in, imported or not."""
    return thing.module if isinstance(thing, Late) else str(thing.__module__)


class Room:
    """A module that is not imported yet. Whatever one asks of it is `Late`."""

    def __init__(self, module: str) -> None:
        self._module = module

    def __getattr__(self, name: str) -> Late:
        if name.startswith("__"):  # what Python itself asks of any object
            raise AttributeError(name)
        return Late(self._module, name)


class Late:
    """Something in a module that is imported when this is first called, or asked for; threads that come at once wait."""

    __slots__ = ("__name__", "_found", "_module")

    def __init__(self, module: str, name: str) -> None:
        self.__name__ = name
        self._module = module
        self._found: Any = _NOT_YET

    def __repr__(self) -> str:
        return f"<late {self._module}:{self.__name__}>"

    def __call__(self, *args: Any, **words: Any) -> Any:
        """Call what it stands for."""
        return self.found()(*args, **words)

    @property
    def module(self) -> str:
        """The name of the module that it stands in."""
        return self._module

    def found(self) -> Any:
        """What it stands for. Raises what the import raises, and AttributeError for a name that is not there."""
        if self._found is _NOT_YET:
            self._found = getattr(import_module(self._module), self.__name__)
        return self._found


_NOT_YET: Final = object()
