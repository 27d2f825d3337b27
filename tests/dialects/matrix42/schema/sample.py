"""The declared definitions of the specification's example (8.6)."""

from __future__ import annotations

from copy import deepcopy
from typing import Any, Final

_SAMPLE: Final[dict[str, Any]] = {
    "dataDefinitions": [
        {
            "name": "Ud_SoftwareClassBase",
            "display": {"en": "Software", "de": "Software", "fr": "Logiciel"},
            "displayExpression": "Name",
            "attributes": [
                {"name": "Name", "type": "String", "length": 100, "required": True, "localizable": False},
                {"name": "Owner", "type": "Relation", "to": "SPSUserClassBase"},
                {"name": "Price", "type": "Decimal"},
                {"name": "Active", "type": "Bool", "default": True},
                {"name": "Status", "type": "Pickup", "to": "Ud_SoftwarePickupStatus"},
            ],
            "relations": [{"name": "Users", "to": "SPSUserClassBase", "reverse": "Ud_Software"}],
        },
        {
            "name": "Ud_SoftwareVersionClassBase",
            "displayExpression": "Version",
            "attributes": [
                {"name": "Version", "type": "String", "required": True},
                {"name": "VersionState", "type": "Int"},
                {"name": "Released", "type": "Date"},
                {"name": "End", "type": "Date"},
                {"name": "Notes", "type": "Text", "localizable": True},
            ],
        },
        {
            "name": "Ud_SoftwarePickupStatus",
            "pickup": True,
            "values": [
                {"value": 1, "en": "Trial", "de": "Test", "fr": "Essai"},
                {"value": 2, "en": "Live", "de": "Produktiv", "fr": "En service"},
            ],
        },
    ],
    "configurationItems": [
        {
            "name": "Ud_SoftwareType",
            "display": {"en": "Software"},
            "main": "Ud_SoftwareClassBase",
            "members": [
                {"name": "SPSCommonClassBase", "cardinality": "mandatory"},
                {"name": "Ud_SoftwareVersionClassBase", "cardinality": "optionalMulti"},
            ],
        }
    ],
}


def sample() -> dict[str, Any]:
    """A copy that may be changed."""
    return deepcopy(_SAMPLE)
