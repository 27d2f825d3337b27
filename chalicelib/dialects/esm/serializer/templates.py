"""Templates and their attributes (specification, 3.6)."""

from __future__ import annotations

from chalicelib.dialects.esm import wire
from chalicelib.dialects.esm.access import Access
from chalicelib.dialects.esm.templates.attribute import Attribute
from chalicelib.dialects.esm.templates.template import Template
from chalicelib.domain.role import Verb


def named(template: Template) -> wire.TemplateInfoElement:
    """A template where it is only named."""
    return wire.TemplateInfoElement(template.name, template.code, f"/dc/{template.code}")


def described(template: Template, access: Access) -> wire.TemplateInfo:
    """A template with the folders in which the caller may create cards of it, and its attributes."""
    folders = [wire.Folder(each.name, each.code) for each in access.folders_for(Verb.CREATE, template)]
    attributes = {code: _attribute(each) for code, each in template.attributes.items()}
    return wire.TemplateInfo(template.name, template.code, folders, attributes)


def _attribute(attribute: Attribute) -> wire.TemplateAttribute:
    return wire.TemplateAttribute(
        name=attribute.name,
        type=attribute.type.value,
        multi_value=attribute.multiple,
        file=attribute.file,
        values=[wire.StaticChoice(each.code, each.value) for each in attribute.values],
        target=list(attribute.target),
    )
