"""Texts and values as languages write them."""

from __future__ import annotations

import json
import re
from typing import Any, Final


def text(value: str) -> str:
    """A text between double quotes, the same in JavaScript, C# and Python."""
    return _escaped(json.dumps(value, ensure_ascii=False))


def script(value: Any) -> str:
    """A value as JavaScript and JSON write it, over several lines."""
    return _escaped(json.dumps(value, ensure_ascii=False, indent=2))


def verbatim(value: str) -> str:
    """A text in C# that may go over several lines."""
    return '@"' + value.replace('"', '""') + '"'


def python(value: Any, indent: int = 0) -> str:
    """A value as Python writes it, over several lines; `indent`: of the line that it stands in."""
    inner = " " * (indent + _STEP)
    if isinstance(value, dict) and value:
        lines = [f"{inner}{text(name)}: {python(member, indent + _STEP)},\n" for name, member in value.items()]
        return "{\n" + "".join(lines) + " " * indent + "}"
    if isinstance(value, list) and value:
        lines = [f"{inner}{python(item, indent + _STEP)},\n" for item in value]
        return "[\n" + "".join(lines) + " " * indent + "]"
    return text(value) if isinstance(value, str) else repr(value)


def _escaped(written: str) -> str:
    """Ends of lines that JSON leaves as they are, and what can't be seen, escaped."""
    return _UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", written)


_STEP: Final = 4
_UNSEEN: Final = re.compile("[\x7f-\x9f\u2028\u2029\ufeff]")
