"""What stands in a sample where nobody says what: texts and numbers that the name of a member lets one expect."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from typing import Any, Final

Schema = Mapping[str, Any]


def text(name: str, schema: Schema) -> str:
    """A text for a member of this name, of the length and form that its schema wants as far as that can be had."""
    form = schema.get("format", "")
    if schema.get("contentEncoding") == "base64" or form == "byte":
        return _BASE64
    if form in _TEXTS_BY_FORMAT:
        return _TEXTS_BY_FORMAT[form]
    folded = re.sub(r"[^a-z]", "", name.lower())
    wanted = next((said for word, said in _TEXTS if word in folded), _ANY)
    return next((fitted for each in (wanted, *_FORMS) if _fits(fitted := _cut(each, schema), schema)), wanted)


def number(name: str, schema: Schema) -> float:
    """A number for a member of this name, within the limits of its schema."""
    folded = name.lower()
    wanted: float = next((said for word, said in _NUMBERS if word in folded), 1)
    low, high = _limits(schema)
    if wanted < low:
        wanted = low
    return high if wanted > high else wanted


def _limits(schema: Schema) -> tuple[float, float]:
    """The least and the greatest number; whole numbers where the schema has them."""
    low, high = schema.get("minimum", -math.inf), schema.get("maximum", math.inf)
    above, below = schema.get("exclusiveMinimum", False), schema.get("exclusiveMaximum", False)
    if above is not False:  # 3.0 has a flag beside the limit, 3.1 the limit itself
        low = (low if above is True else above) + 1
    if below is not False:
        high = (high if below is True else below) - 1
    return low, high


def _cut(value: str, schema: Schema) -> str:
    return value[: schema.get("maxLength", len(value))].rstrip()


def _fits(value: str, schema: Schema) -> bool:
    pattern = schema.get("pattern")
    return len(value) >= schema.get("minLength", 0) and (pattern is None or re.search(pattern, value) is not None)


_ANY: Final = "Example"
_BASE64: Final = "UG9seWRlc2s="
_TEXTS_BY_FORMAT: Final = {
    "uuid": "3f2b8c1e-5a94-4c57-9d0e-7b1f6a2c8e45",
    "date-time": "2030-03-18T09:30:00Z",
    "date": "2030-03-18",
    "time": "09:30:00",
    "duration": "PT30M",
    "password": "<password>",
}
_TEXTS: Final = (
    # The first whose word stands anywhere in the name.
    ("password", "<password>"),
    ("mail", "anna.berg@example.org"),
    ("phone", "+49 69 5550100"),
    ("mobile", "+49 151 5550100"),
    ("url", "https://example.org/"),
    ("uri", "https://example.org/"),
    ("firstname", "Anna"),
    ("givenname", "Anna"),
    ("lastname", "Berg"),
    ("surname", "Berg"),
    ("filename", "report.txt"),
    ("accountname", "aberg"),
    ("username", "aberg"),
    ("login", "aberg"),
    ("timezone", "Europe/Berlin"),
    ("language", "en"),
    ("country", "Germany"),
    ("city", "Frankfurt"),
    ("street", "Main Street 1"),
    ("subject", "The printer on the second floor is out of toner"),
    ("title", "The printer on the second floor is out of toner"),
    ("summary", "The printer on the second floor is out of toner"),
    ("solution", "The cartridge was changed."),
    ("reason", "Waiting for the supplier."),
    ("description", "It has printed blank pages since this morning."),
    ("comment", "A new cartridge is on its way."),
    ("message", "A new cartridge is on its way."),
    ("note", "A new cartridge is on its way."),
    ("text", "A new cartridge is on its way."),
)
_NUMBERS: Final = (("minutes", 30), ("seconds", 30), ("count", 25), ("limit", 25), ("size", 1024))
_FORMS: Final = (
    "1",
    "2030-03-18",
    "2030-03-18T09:30:00Z",
    "3f2b8c1e-5a94-4c57-9d0e-7b1f6a2c8e45",
    "a",
    "A",
    "Example text",
)
"""What fits where nothing else does."""
