"""The schema as the interface shows it (specification, 11.2). Members that equal their default are left out."""

from __future__ import annotations

from typing import Any, Final

from chalicelib.dialects.matrix42.schema.catalogue import Catalogue
from chalicelib.dialects.matrix42.schema.model import (
    DATATYPES,
    Attribute,
    ClassType,
    ConfigurationItem,
    DataDefinition,
    Labels,
    Relation,
    RelationType,
    in_language,
)

Document = dict[str, Any]
NO_LENGTH: Final = 0


def classes(catalogue: Catalogue, language: str) -> list[Document]:
    """Every data definition, by name."""
    known = sorted(catalogue.definitions, key=lambda each: each.name.lower())
    return [_lean(_head(each, language)) for each in known]


def class_(catalogue: Catalogue, definition: DataDefinition, language: str) -> Document:
    """One data definition with all that belongs to it."""
    attributes = [each for each in definition.attributes.values() if each.target is None]
    relations = [_many_to_one(definition, each) for each in definition.attributes.values() if each.target is not None]
    relations += (_relation(definition, each) for each in definition.relations.values())
    return _lean(
        {
            **_head(definition, language),
            "Description": _said(definition.descriptions, language),
            "DisplayExpression": definition.display,
            "Attributes": [_attribute(each, language) for each in attributes],
            "Relations": relations,
            "UsedInTypes": [
                {"Id": str(item.id), "InternalName": item.name, "DisplayName": _said(item.labels, language)}
                for item in catalogue.items_of(definition)
            ],
        }
    )


def types(catalogue: Catalogue, language: str) -> list[Document]:
    """Every configuration item, by name."""
    known = sorted(catalogue.items, key=lambda each: each.name.lower())
    return [
        _lean(
            {
                **_item_head(each, language),
                "MainClassName": each.main,
                "RelatedClasses": [name for name in each.members if name != each.main],
            }
        )
        for each in known
    ]


def type_(catalogue: Catalogue, item: ConfigurationItem, language: str) -> Document:
    """One configuration item with all that belongs to it."""
    return _lean(
        {
            **_item_head(item, language),
            "Description": "",
            "DisplayExpression": catalogue.definition(item.main).display,
            "MainClass": {"InternalName": item.main},
            "BaseClass": None if item.base is None else {"InternalName": item.base},
            "RelatedClasses": [
                _related(catalogue.definition(name), cardinality, language)
                for name, cardinality in item.members.items()
                if name != item.main
            ],
        }
    )


def names(catalogue: Catalogue, language: str, *, begin: str = "") -> list[Document]:
    """Data definitions whose names begin with something, with what they are called."""
    found = sorted((each for each in catalogue.definitions), key=lambda each: each.name.lower())
    return [_named(each.name, each.labels, language) for each in found if each.name.lower().startswith(begin.lower())]


def item_names(catalogue: Catalogue, language: str, *, begin: str = "") -> list[Document]:
    """The same of configuration items."""
    found = sorted(catalogue.items, key=lambda each: each.name.lower())
    return [_named(each.name, each.labels, language) for each in found if each.name.lower().startswith(begin.lower())]


def _named(name: str, labels: Labels, language: str) -> Document:
    return {"Name": name, "Description": _said(labels, language)}


def _head(definition: DataDefinition, language: str) -> Document:
    return {
        "InternalName": definition.name,
        "DisplayName": _said(definition.labels, language),
        "ClassType": int(definition.class_type),
        "IsPickup": definition.class_type is ClassType.PICKUP,
        "ProtectionLevel": definition.protection,
    }


def _item_head(item: ConfigurationItem, language: str) -> Document:
    return {"Id": str(item.id), "InternalName": item.name, "DisplayName": _said(item.labels, language)}


def _related(definition: DataDefinition, cardinality: int, language: str) -> Document:
    return _lean(
        {
            "InternalName": definition.name,
            "DisplayName": _said(definition.labels, language),
            "ClassType": int(definition.class_type),
            "Cardinality": int(cardinality),
        }
    )


def _attribute(attribute: Attribute, language: str) -> Document:
    return _lean(
        {
            "InternalName": attribute.name,
            "DisplayName": _said(attribute.labels, language),
            "Datatype": DATATYPES[attribute.type],
            "AllowNull": not attribute.required,
            "Length": attribute.length or NO_LENGTH,
            "PickupClass": None if attribute.pickup is None else {"InternalName": attribute.pickup},
            "DefaultValue": attribute.default,
            "Localizable": attribute.localizable,
        }
    )


def _many_to_one(definition: DataDefinition, attribute: Attribute) -> Document:
    return _ends(attribute.name, RelationType.MANY_TO_ONE, definition.name, attribute.name, str(attribute.target), None)


def _relation(definition: DataDefinition, relation: Relation) -> Document:
    return _ends(relation.name, relation.type, definition.name, relation.name, relation.target, relation.inverse)


def _ends(name: str, of: RelationType, left: str, as_left: str, right: str, as_right: str | None) -> Document:
    return _lean(
        {
            "InternalName": name,
            "RelationType": int(of),
            "ClassLeft": {"InternalName": left},
            "AttributeNameLeft": as_left,
            "ClassRight": {"InternalName": right},
            "AttributeNameRight": as_right,
        }
    )


def _said(labels: Labels, language: str) -> str:
    return in_language(labels, language)


def _lean(document: Document) -> Document:
    """Without what equals its default: false, 0, an empty text or list, null."""
    return {name: value for name, value in document.items() if value not in (None, False, 0, "", [])}
