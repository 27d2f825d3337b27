"""Every operation of every dialect, as data: what is mounted, by the name that lifecycle and audiences know."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from chalicelib.dialects.base import Dialect
    from chalicelib.dialects.route import Route


class Mounted(Protocol):
    """A dialect at its place; `router.Mount`."""

    @property
    def dialect(self) -> Dialect:
        """The dialect."""

    def pattern(self, route: Route) -> str:
        """The whole path of a route."""


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """An operation at one address. Several may bear one name: they age together."""

    dialect: Dialect
    route: Route
    path: str
    """The whole path, variables as they are documented."""

    @property
    def prefix(self) -> str:
        """Where its dialect stands: `/api`."""
        return self.path.removesuffix(self.route.path)

    @property
    def name(self) -> str:
        """`Service.Operation`."""
        return self.route.operation_name

    @property
    def service(self) -> str:
        """Its service."""
        return self.route.service

    @property
    def is_public(self) -> bool:
        """Whether it is promised to stay, and changes only with notice."""
        return not self.route.product


def entries(mounts: Iterable[Mounted]) -> Iterator[Entry]:
    """The operations of dialects that are governed, in the order of their routes."""
    for mount in mounts:
        if mount.dialect.governs:
            for route in mount.dialect.routes:
                yield Entry(mount.dialect, route, mount.pattern(route))
