"""Services and operations of every dialect that is served, by name and by id."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, Final
from uuid import UUID

from chalicelib.dialects import catalogue, governance
from chalicelib.dialects.base import Dialect
from chalicelib.dialects.catalogue import Entry
from chalicelib.dialects.matrix42 import ids
from chalicelib.dialects.matrix42.schema.model import in_language
from chalicelib.dialects.matrix42.vocabulary.documentation.table import OPERATIONS, PREFIXES, SERVICE_TEXTS
from chalicelib.dialects.matrix42.vocabulary.settings import DIALECT
from chalicelib.dialects.route import Route
from chalicelib.domain.api import Standing
from chalicelib.request import Request


@dataclass(frozen=True, eq=False)
class Operation:
    """An operation, at its first address and with its first verb: others mean the same, and are passed over."""

    service: Service
    entry: Entry

    @property
    def id(self) -> UUID:
        """The same in every deployment."""
        return ids.operation(self.entry.service, self.name)

    @property
    def route(self) -> Route:
        """Its route."""
        return self.entry.route

    @property
    def name(self) -> str:
        """Without its service."""
        return self.route.name

    @property
    def method(self) -> str:
        """Its verb."""
        return self.route.methods[0]

    @property
    def is_public(self) -> bool:
        """Whether it changes only with notice."""
        return self.entry.is_public

    @property
    def standing(self) -> Standing:
        """How it stands now."""
        return governance.standing_of(self.route)

    @cached_property
    def template(self) -> str:
        """Its path relative to the prefix of its service."""
        path = self.route.path.strip("/")
        return path.removeprefix(PREFIXES[self.entry.service]).lstrip("/") if is_own(self.entry.dialect) else path

    def path(self, request: Request) -> str:
        """Its whole path, below the name that the caller called this dialect by."""
        return f"{request.base_path}{prefix(self.entry, request)}{self.route.path}"

    def documentation(self, language: str) -> str:
        """What it is for: of this dialect in a language, of others in English and in a line."""
        return in_language(OPERATIONS[self.entry.name], language) if is_own(self.entry.dialect) else self._summary

    @property
    def details(self) -> str:
        """What else is to be said of an operation of another dialect, in English."""
        described = None if is_own(self.entry.dialect) else self.route.described()
        return "" if described is None else described.description

    @cached_property
    def _summary(self) -> str:
        return f"{self.route.summary}."


@dataclass(frozen=True, eq=False)
class Service:
    """What several operations belong to."""

    name: str
    dialect: Dialect
    entries: tuple[Entry, ...]

    @property
    def id(self) -> UUID:
        """The same in every deployment."""
        return ids.service(self.name)

    @cached_property
    def operations(self) -> tuple[Operation, ...]:
        """Its operations, in the order of their routes."""
        return tuple(Operation(self, entry) for entry in self.entries)

    @property
    def is_public(self) -> bool:
        """Whether one of its operations is."""
        return any(each.is_public for each in self.operations)

    @property
    def prefix(self) -> str:
        """What its routes begin with, below the name of this dialect; of other dialects the whole of it."""
        return PREFIXES[self.name] if is_own(self.dialect) else self.entries[0].prefix.strip("/")

    def documentation(self, language: str) -> str:
        """What it is for: of this dialect in a language, of others in English."""
        return in_language(SERVICE_TEXTS[self.name], language) if is_own(self.dialect) else self.dialect.description


class Catalogue:
    """All services, by name and without regard to case."""

    def __init__(self, mounts: tuple[Any, ...]) -> None:
        entries: dict[str, dict[str, Entry]] = {}
        for entry in catalogue.entries(mounts):
            entries.setdefault(entry.service, {}).setdefault(entry.name, entry)
        self.services: Final = tuple(
            Service(name, next(iter(by_name.values())).dialect, tuple(by_name.values()))
            for name, by_name in sorted(entries.items(), key=lambda each: each[0].lower())
        )

    @property
    def operations(self) -> Iterator[Operation]:
        """All operations, those of a service behind one another."""
        return (operation for service in self.services for operation in service.operations)

    @cached_property
    def _operations_by_id(self) -> Mapping[UUID, Operation]:
        return {operation.id: operation for operation in self.operations}

    def find(self, wanted: UUID) -> Operation | None:
        """The operation of an id, if there is one."""
        return self._operations_by_id.get(wanted)


@lru_cache(maxsize=4)
def of(mounts: tuple[Any, ...]) -> Catalogue:
    """All that is served: one app has one such tuple."""
    return Catalogue(mounts)


def is_own(dialect: Dialect) -> bool:
    """Whether it is this dialect."""
    return dialect.name == DIALECT


def prefix(entry: Entry, request: Request) -> str:
    """Where the dialect of an operation stands: this one as the caller spelled it."""
    return request.prefix if is_own(entry.dialect) else entry.prefix
