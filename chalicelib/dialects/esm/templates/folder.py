"""Folders: where cards lie."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Folder:
    """One folder. `templates`: codes of those that it accepts. `path`: its code, then those of its parents, upwards."""

    code: str
    name: str
    templates: frozenset[str]
    path: tuple[str, ...]
