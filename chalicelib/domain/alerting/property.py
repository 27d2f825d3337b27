"""Properties: what is said of an event."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class PropertyType(StrEnum):
    """The type of a property. The Python type of a value stands beside each."""

    BOOLEAN = "Boolean"  # bool
    NUMBER = "Number"  # int or float
    TEXT = "Text"  # str
    PASSWORD = "Password"  # noqa: S105  str, sealed by the vault where it is kept
    COMBO = "Combo"  # str, one of the configured values
    LIST = "List"  # list of str, each one of the configured values
    HIERARCHY = "Hierarchy"  # list of str: a path from the root


@dataclass(frozen=True, slots=True)
class Node:
    """A value of a hierarchy, and those below it. `is_default`: its path is the default."""

    name: str
    is_default: bool = False
    children: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True)
class Property:
    """One property of an engine, shared by its forms.

    `min_length`, `max_length`: characters of a text. `values`: of a combo or list, in order; `defaults`: those of them that
    apply when nothing is said. `nodes`: the roots of a hierarchy.
    """

    uuid: str
    name: str
    type: PropertyType
    min_length: int = 0
    max_length: int = 2_000
    values: tuple[str, ...] = ()
    defaults: tuple[str, ...] = ()
    nodes: tuple[Node, ...] = ()

    def paths(self) -> Iterator[tuple[str, ...]]:
        """Every path of a hierarchy from its root, in the order of the nodes."""
        return (path for path, _ in self._walk())

    def default_path(self) -> tuple[str, ...] | None:
        """The path of the first default node of a hierarchy."""
        return next((path for path, node in self._walk() if node.is_default), None)

    def _walk(self) -> Iterator[tuple[tuple[str, ...], Node]]:
        stack: list[tuple[tuple[str, ...], Node]] = [((), node) for node in reversed(self.nodes)]
        while stack:
            above, node = stack.pop()
            path = (*above, node.name)
            yield path, node
            stack.extend((path, child) for child in reversed(node.children))
