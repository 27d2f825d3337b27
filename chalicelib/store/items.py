"""Python values ↔ DynamoDB's attribute values, for plain data; the only sets are of texts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

Item = dict[str, Any]
RawItem = dict[str, dict[str, Any]]

_WRITTEN_OUT: Final = 1e38  # as a float a little less, and 38 digits are what DynamoDB keeps


def encode(item: Mapping[str, Any]) -> RawItem:
    """A whole item for DynamoDB; members that are None are left out."""
    return {name: encode_value(value) for name, value in item.items() if value is not None}


def encode_value(value: Any) -> dict[str, Any]:
    """One value; TypeError for what has no place in an item."""
    match value:
        case str():
            return {"S": value}
        case bool():
            return {"BOOL": value}
        case int():
            return {"N": str(value)}
        case float():
            # Written out in full, or a float of 23 digits comes back as another whole number.
            return {"N": str(int(value)) if value.is_integer() and abs(value) <= _WRITTEN_OUT else repr(value)}
        case None:
            return {"NULL": True}
        case Mapping():
            return {"M": {name: encode_value(each) for name, each in value.items()}}
        case list() | tuple():
            return {"L": [encode_value(each) for each in value]}
        case frozenset():
            return {"SS": sorted(value)}
    raise TypeError(f"{type(value).__name__} can't be stored")


def decode(item: RawItem) -> Item:
    """A whole item from DynamoDB."""
    return {name: decode_value(value) for name, value in item.items()}


def decode_value(value: Mapping[str, Any]) -> Any:
    """One value. Numbers without a fraction are int, others float: a number comes back equal, not always of its type."""
    for tag, content in value.items():
        if tag == "S" or tag == "BOOL":
            return content
        if tag == "N":
            return _number(content)
        if tag == "M":
            return {name: decode_value(each) for name, each in content.items()}
        if tag == "L":
            return [decode_value(each) for each in content]
        if tag == "SS":
            return frozenset(content)
        if tag == "NULL":
            return None
        raise TypeError(f"an attribute of type {tag} is none of ours")
    raise TypeError("an attribute without a value")


def _number(text: str) -> int | float:
    try:
        return int(text)
    except ValueError:
        return float(text)
