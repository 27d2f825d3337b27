"""Definitions: what an administrator lays down for one dialect alone, as data: a template, a folder, a form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Definition:
    """One definition.

    `noun`: what it is, in the dialect's words (`template`). `name`: its own, unique among those of the noun. `number`: given
    out once and kept; definitions are in the order of their numbers, which is that in which they were first made.
    `content`: plain data, understood by the dialect alone. `store_note`: what the store keeps to itself about
    how it lies there.
    """

    dialect: str
    noun: str
    name: str
    number: int
    content: Mapping[str, Any]
    store_note: Any = field(default=None, repr=False, compare=False)
