"""Data definitions and configuration items that the company declares for the Matrix42 dialect, as administrators write them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from chalicelib.dialects.matrix42.schema import checks, declaration
from chalicelib.dialects.matrix42.schema import content as contents
from chalicelib.dialects.matrix42.schema.catalogue import BUILT_IN
from chalicelib.dialects.matrix42.schema.declaration import PREFIX
from chalicelib.dialects.matrix42.vocabulary.items import ITEMS
from chalicelib.domain.kind import Kind
from chalicelib.errors import Invalid
from infra.cli.refusals import path


@dataclass(frozen=True)
class Declarations:
    """The content of a file for `polydesk schema apply`."""

    content: Mapping[str, Any] = field(default_factory=dict)

    @cached_property
    def kinds(self) -> Mapping[str, Kind]:
        """The kinds of the records that they show, by name. Only of content without faults."""
        definitions, items = (self.content.get(name, ()) for name in ("dataDefinitions", "configurationItems"))
        return {kind.name: kind for kind in contents.compiled(definitions, items, BUILT_IN).kinds}

    def faults(self) -> Iterator[str]:
        """A sentence for everything that is wrong with them."""
        names = [name for item in ITEMS for name in (item.name, *item.aliases)]
        try:
            checks.check(self.content, checks.World(BUILT_IN, names, (), (), {}, PREFIX))
        except Invalid as error:
            yield from (f"{path(fault.path)}: {fault.message}" for fault in error.faults)

    def lay_down(self) -> None:
        """Declare them."""
        declaration.declare(said=self.content)
