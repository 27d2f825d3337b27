"""Templates: which records are cards of it, and what a card shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from chalicelib.dialects.esm.eql.template import AttributeType
from chalicelib.dialects.esm.templates.attribute import Attribute
from chalicelib.domain.kind import Kind
from chalicelib.domain.record import Record


@dataclass(frozen=True)
class Template:
    """One template.

    `number`: its id. `prefix`: of the `efecte_id` of its cards. `cls`: the class of the kind that it shows, None for all.
    `attributes`: by code, in order, those of the system last. `name_attribute`: code of the one that names a card.
    """

    code: str
    name: str
    number: int
    prefix: str
    kind: Kind
    cls: str | None
    name_attribute: str
    attributes: Mapping[str, Attribute]

    def shows(self, record: Record) -> bool:
        """Whether a record is a card of it."""
        return record.kind.name == self.kind.name and (self.cls is None or record.kind.classify(record) == self.cls)

    def title(self, record: Record) -> str:
        """What a card is called: the text of its name attribute, else the template's name and the card's id."""
        named = self.attributes[self.name_attribute].read(record)
        return (named and str(named[0])) or self.default_title(record)

    def default_title(self, record: Record) -> str:
        """What a card without a name is called."""
        return f"{self.name} {record.number}"

    def efecte_id(self, number: int) -> str:
        """The id of a card as people say it."""
        return f"{self.prefix}-{number:06d}"

    @cached_property
    def worklog(self) -> Attribute | None:
        """Its worklog, if it has one."""
        return next((each for each in self.attributes.values() if each.type is AttributeType.WORKLOG), None)
