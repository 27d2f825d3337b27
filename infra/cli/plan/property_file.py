"""Properties in a plan: `{"name": "severity", "type": "Combo", "values": ["LOW", "MEDIUM*", "HIGH"]}`."""

from __future__ import annotations

from typing import Any, Final

from chalicelib.domain.alerting.property import Node, Property, PropertyType
from chalicelib.errors import Faults
from infra.cli.documents import Where
from infra.cli.plan import values
from infra.cli.plan.values import Said

LONGEST_TEXT: Final = 20_000  # characters that the value of a property may be allowed to have


def read(content: Any, path: Where, faults: Faults) -> Said:
    """What is said of a property; its values as they stand, since how they are read depends on the type."""
    return values.members(content, _READERS, frozenset({"name"}), path, faults)


def write(prop: Property) -> Said:
    """A property for a file."""
    made: Said = {"uuid": prop.uuid, "name": prop.name, "type": prop.type.value}
    match prop.type:
        case PropertyType.TEXT:
            made |= {"minLength": prop.min_length, "maxLength": prop.max_length}
        case PropertyType.COMBO | PropertyType.LIST:
            made["values"] = [f"{each}*" if each in prop.defaults else each for each in prop.values]
        case PropertyType.HIERARCHY:
            made["values"] = [_node(each) for each in prop.nodes]
    return made


def _node(node: Node) -> Said:
    children = {"childNodes": [_node(each) for each in node.children]} if node.children else {}
    return {"name": node.name, **({"isDefault": True} if node.is_default else {}), **children}


_READERS: Final[dict[str, values.Reader]] = {
    "uuid": values.uuid,
    "name": values.name,
    "type": values.choice(*(each.value for each in PropertyType)),
    "minLength": values.whole(0, LONGEST_TEXT),
    "maxLength": values.whole(0, LONGEST_TEXT),
    "values": values.entries,
}
