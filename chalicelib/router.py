"""Which dialect and view a raw path belongs to: a walk down a tree of segments, one dictionary look-up each.

API Gateway compares case, knows one spelling of each path, drops what it does not know and hands path variables on encoded.
The vendors' own servers do none of that, so the path is matched here, and Chalice is told the canonical route.

A fixed segment beats a variable. Segments are percent-decoded once, each by itself: an encoded slash stays inside its segment.
Slashes in front and behind are ignored. Below its first segment a dialect may match whatever the case; the first is
the gateway's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import unquote

from chalicelib.dialects.route import ALL_METHODS

if TYPE_CHECKING:
    from chalicelib.dialects.base import Dialect
    from chalicelib.dialects.route import Route


@dataclass(frozen=True, slots=True)
class Mount:
    """A dialect and where it stands.

    `prefix`: as documented, `/api`; `aliases`: other prefixes and spellings that mean the same; `greedy`: the roots below which
    the gateway hands every path to the dialect, so that it can say 404 itself.
    """

    dialect: Dialect
    prefix: str
    aliases: tuple[str, ...] = ()
    greedy: tuple[str, ...] = ()

    def pattern(self, route: Route) -> str:
        """The canonical route, as Chalice and API Gateway know it: `/api/Tickets/{id}`."""
        return _joined(self.prefix, route.path)

    def unknown(self) -> tuple[str, ...]:
        """The greedy routes: `/api/{proxy+}`."""
        return tuple(_joined(root, self.dialect.unknown.path) for root in self.greedy)


class Match(NamedTuple):
    """Where a path leads. `pattern` is the canonical route; for an unknown path, the greedy one."""

    dialect: Dialect
    route: Route
    pattern: str
    prefix: str
    params: Mapping[str, str]
    allowed: tuple[str, ...]
    door: tuple[str, str, Mapping[str, str]]
    """What Chalice must be told to reach the dialect: a registered path, a verb of it, its variables."""


class Router:
    """The tree of all mounts. Raises ValueError for what API Gateway would not deploy."""

    def __init__(self, mounts: Iterable[Mount]) -> None:
        self._root = _Node()
        for mount in mounts:
            self._add(mount)

    def match(self, method: str, path: str) -> Match | None:
        """Where `path`, percent-encoded and without query, leads; None where no dialect is at home."""
        spelled = path.strip("/").split("/")
        if spelled == [""]:
            spelled = []
        segments = [unquote(segment) for segment in spelled] if "%" in path else spelled
        found = _walk(self._root, segments, 0, ())
        if found is None:
            return self._unknown(method, spelled, segments)
        place, values = found
        params = dict(zip(place.names, values, strict=True)) if values else NOTHING
        prefix = "/" + "/".join(spelled[: place.depth]) if place.depth else ""
        dialect, pattern, allowed = place.mount.dialect, place.pattern, place.allowed
        route = place.routes.get(method)
        if route is not None:
            return Match(dialect, route, pattern, prefix, params, allowed, (pattern, method, params))
        route = _fallback(dialect, method)
        return Match(dialect, route, pattern, prefix, params, allowed, (pattern, allowed[0], params))

    def _unknown(self, method: str, spelled: list[str], segments: list[str]) -> Match | None:
        node, home, prefix = self._root, self._root.home, ""
        for depth, segment in enumerate(segments, 1):
            child = node.child(segment) or node.variable
            if child is None:
                break
            node = child
            if node.home:
                home = node.home
                prefix = "/" + "/".join(spelled[:depth]) if node.is_base else home.prefix
        if home is None:
            return None
        door = (home.unknown() or tuple(home.pattern(route) for route in home.dialect.every_route()))[0]
        blanks = dict.fromkeys(_variables(door), "")
        verb = method if home.greedy and method in ALL_METHODS else "GET"
        pattern = door if home.greedy else "/{proxy+}"
        return Match(home.dialect, _fallback(home.dialect, method), pattern, prefix, NOTHING, (), (door, verb, blanks))

    def _add(self, mount: Mount) -> None:
        for base in (mount.prefix, *mount.aliases):
            node = self._node(base, mount)
            node.home, node.is_base = mount, True
            for route in mount.dialect.every_route():
                self._place(_joined(base, route.path), len(_segments(base)), mount, route)
        for root in mount.greedy:
            node = self._node(root, mount)
            node.home = node.home or mount
            if node.variable is not None:
                raise ValueError(f"{root}/{{proxy+}} stands beside the variable {{{node.name}}}.")

    def _place(self, path: str, depth: int, mount: Mount, route: Route) -> None:
        node = self._node(path, mount)
        if node.place is None:
            node.place = _Place(mount, mount.pattern(route), _variables(path), depth)
        for method in route.methods:
            if method in node.place.routes:
                raise ValueError(f"{method} {path} is there twice.")
            node.place.routes[method] = route
        node.place.allowed = tuple(method for method in ALL_METHODS if method in node.place.routes)

    def _node(self, path: str, mount: Mount) -> _Node:
        node = self._root
        for depth, segment in enumerate(_segments(path)):
            folds = mount.dialect.folds_case and depth > 0
            node = node.grow(segment, folds, path)
        return node


@dataclass(slots=True)
class _Place:
    """The end of a path that has views."""

    mount: Mount
    pattern: str
    names: tuple[str, ...]
    depth: int
    routes: dict[str, Route] = field(default_factory=dict)
    allowed: tuple[str, ...] = ()


@dataclass(slots=True)
class _Node:
    """One segment of the tree."""

    fixed: dict[str, _Node] = field(default_factory=dict)
    folds: bool = False
    variable: _Node | None = None
    name: str = ""
    place: _Place | None = None
    home: Mount | None = None
    is_base: bool = False

    def child(self, segment: str) -> _Node | None:
        """The node of a fixed segment."""
        return self.fixed.get(segment.lower() if self.folds else segment)

    def grow(self, segment: str, folds: bool, path: str) -> _Node:
        """The node of a segment, made if need be."""
        if segment.startswith("{"):
            name = segment.strip("{}")
            if self.variable is None:
                self.variable, self.name = _Node(), name
            if self.name != name:
                raise ValueError(f"{path} names {{{name}}} what another route names {{{self.name}}}.")
            return self.variable
        if self.fixed and self.folds != folds:
            raise ValueError(f"{path} stands beside a path that compares case otherwise.")
        self.folds = folds
        return self.fixed.setdefault(segment.lower() if folds else segment, _Node())


def _walk(
    node: _Node, segments: list[str], depth: int, values: tuple[str, ...]
) -> tuple[_Place, tuple[str, ...]] | None:
    """The place at the end of `segments` and the values of its variables; a dead end among fixed ones tries the variable."""
    if depth == len(segments):
        return (node.place, values) if node.place else None
    segment = segments[depth]
    child = node.fixed.get(segment.lower() if node.folds else segment)
    if child is not None:
        found = _walk(child, segments, depth + 1, values)
        if found is not None:
            return found
    if node.variable is not None and segment:
        return _walk(node.variable, segments, depth + 1, (*values, segment))
    return None


def _fallback(dialect: Dialect, method: str) -> Route:
    return dialect.options if method == "OPTIONS" and dialect.options else dialect.unknown


def _joined(base: str, path: str) -> str:
    return "/" + "/".join(_segments(f"{base}/{path}"))


def _segments(path: str) -> list[str]:
    return [segment for segment in path.split("/") if segment]


def _variables(path: str) -> tuple[str, ...]:
    return tuple(segment.strip("{}") for segment in _variable_segments(path))


def _variable_segments(path: str) -> Iterator[str]:
    return (segment for segment in _segments(path) if segment.startswith("{") and not segment.endswith("+}"))


NOTHING: Final[Mapping[str, str]] = {}
