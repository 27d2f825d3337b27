"""What the company lays down for the ESM dialect: templates, folders, and whether what its records keep for them fits."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from chalicelib.dialects.esm.eql.template import AttributeType
from chalicelib.dialects.esm.templates import content as contents
from chalicelib.dialects.esm.templates.attribute import Attribute
from chalicelib.dialects.esm.templates.catalogue import Catalogue
from chalicelib.dialects.esm.templates.storage import DIALECT, FOLDER, HIDDEN, InExtras
from chalicelib.dialects.esm.templates.template import Template
from chalicelib.dialects.esm.vocabulary.templates import BUILT_IN
from chalicelib.domain.extras import REFINES
from chalicelib.domain.kind import FieldType, Kind
from chalicelib.domain.record import Record

Content = dict[str, Any]


@dataclass(frozen=True)
class Layout:
    """Templates beyond the built-in ones, and all folders, in the form in which administrators lay them down."""

    templates: tuple[Content, ...] = ()
    folders: tuple[Content, ...] = ()

    @cached_property
    def kinds(self) -> Mapping[str, Kind]:
        """The kinds of the templates that have one of their own, by code."""
        own = (content for content in self.templates if content.get("kind") is None)
        return {content["code"]: contents.kind_of(content, self._kind_names) for content in own}

    def defaults(self, kind: Kind) -> dict[str, Any]:
        """What a new card of a template with a kind of its own begins with."""
        return {each["code"]: each["default"] for each in self._attributes(kind) if "default" in each}

    def beside(self, kind: Kind) -> frozenset[str]:
        """The attributes of a template that are no fields of its own kind: what they hold is kept as extras."""
        return frozenset(each["code"] for each in self._attributes(kind)) - kind.fields.keys()

    def misfits(self, record: Record) -> Iterator[str]:
        """What of a record the template that shows it has no place for, or wants and does not find."""
        template, kept = self._catalogue.template_of(record), record.extra(DIALECT)
        if template is None:
            if kept:
                yield "no template shows it, but it keeps something for one."
            return
        for attribute in template.attributes.values():
            if attribute.required and template.code in self.kinds and not attribute.read(record):
                yield f"{attribute.code} is required."
        for name, value in kept.items():
            if not self._fits(template, record, name, value):
                yield f"{template.name} has no place for {name} {value}."

    def _attributes(self, kind: Kind) -> list[Content]:
        return [each for said in self.templates if said["code"] == kind.name for each in said["attributes"]]

    def _fits(self, template: Template, record: Record, name: str, value: Any) -> bool:
        if name == HIDDEN:
            return value is True
        if name == FOLDER:
            folder = self._catalogue.folders.get(value)
            return folder is not None and template.code in folder.templates
        attribute = template.attributes.get(name.rpartition(REFINES)[2])
        if attribute is None or (REFINES in name and name != attribute.exact_name):
            return False
        if attribute.type is AttributeType.STATIC_VALUE:
            exact = attribute.by_key.get(value)
            return exact is not None and not exact.usual and attribute.read(record) == (exact,)
        return self._holds(attribute, record, value)

    def _holds(self, attribute: Attribute, record: Record, value: Any) -> bool:
        """Whether an attribute that no canonical field stands for can hold a list of values."""
        storage, held = attribute.storage, attribute.read(record)
        if not isinstance(storage, InExtras) or not isinstance(value, list) or len(held) != len(value):
            return False
        if storage.type is FieldType.REFERENCE:
            kinds = self._catalogue.kinds_of(attribute.target)
            return all(ref.kind in kinds for ref in held)
        return bool(held) and (attribute.multiple or len(held) == 1)

    @cached_property
    def _catalogue(self) -> Catalogue:
        known = [*BUILT_IN, *self.templates]
        parents = {content["code"]: content.get("parent") for content in self.folders}
        return Catalogue(
            templates={
                content["code"]: contents.template(content, number, self._kind_names)
                for number, content in enumerate(known, 1)
            },
            folders={content["code"]: contents.folder(content, parents) for content in self.folders},
        )

    @cached_property
    def _kind_names(self) -> dict[str, str]:
        return {content["code"]: contents.kind_name(content) for content in (*BUILT_IN, *self.templates)}
