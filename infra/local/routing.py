"""Which route API Gateway picks for a request: an exact segment before a variable before a greedy one, per verb.

The verb counts: a path that is defined, but not for this verb, falls to a greedy route that has the verb. Case counts. A
slash at the end does not. Segments are compared decoded, variables are handed on as they were sent.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple
from urllib.parse import unquote


class Match(NamedTuple):
    """A route of the app: its pattern, Chalice's entry for the verb, and the variables, still percent-encoded."""

    pattern: str
    entry: Any
    params: Mapping[str, str]


class Routes:
    """All routes of a Chalice app, by `app.routes`."""

    def __init__(self, routes: Mapping[str, Mapping[str, Any]]) -> None:
        self._root = _Node()
        for pattern, entries in routes.items():
            node = self._root
            for segment in _segments(pattern):
                node = node.grow(segment)
            node.pattern = pattern
            node.entries = entries

    def match(self, method: str, path: str) -> Match | None:
        """The route for a request, None when API Gateway would not know where to send it."""
        for node, params in _candidates(self._root, _segments(path), {}):
            if method in node.entries:
                return Match(node.pattern, node.entries[method], params)
        return None


@dataclass(slots=True)
class _Node:
    """One segment of the resource tree. `name` is the variable's on the way to `variable` and `greedy`."""

    fixed: dict[str, _Node] = field(default_factory=dict)
    variables: dict[str, _Node] = field(default_factory=dict)
    greedy: dict[str, _Node] = field(default_factory=dict)
    pattern: str = ""
    entries: Mapping[str, Any] = field(default_factory=dict)

    def grow(self, segment: str) -> _Node:
        """The node below for a segment of a pattern, made if need be."""
        if segment.startswith("{") and segment.endswith("+}"):
            return self.greedy.setdefault(segment[1:-2], _Node())
        if segment.startswith("{"):
            return self.variables.setdefault(segment[1:-1], _Node())
        return self.fixed.setdefault(segment, _Node())


def _candidates(node: _Node, segments: list[str], params: dict[str, str]) -> Iterator[tuple[_Node, dict[str, str]]]:
    """The ends of the tree that fit, best first."""
    if not segments:
        yield node, params
        return
    first, rest = segments[0], segments[1:]
    fixed = node.fixed.get(unquote(first))
    if fixed:
        yield from _candidates(fixed, rest, params)
    if first:
        for name, variable in node.variables.items():
            yield from _candidates(variable, rest, {**params, name: first})
    for name, greedy in node.greedy.items():
        yield greedy, {**params, name: "/".join(segments)}


def _segments(path: str) -> list[str]:
    trimmed = path[1:] if path.startswith("/") else path
    return trimmed.rstrip("/").split("/") if trimmed.rstrip("/") else []
