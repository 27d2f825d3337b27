"""JSON bodies.

The standard library's reader and not msgspec's, because names are read without regard to case and the last of several wins,
which takes all pairs in their order.
"""

from __future__ import annotations

import json
import re
from typing import Any, Final, NoReturn

from chalicelib.errors import Malformed

MAX_DEPTH: Final = 64
_MAX_DIGITS: Final = 20  # of an integer; what is longer is beyond every range here, and costly to convert
_HALF_SURROGATE: Final = re.compile(r"\\u[dD][89a-fA-F]")


def read(text: str) -> dict[str, Any]:
    """The members of the one object that `text` is, names in lower case on every level. Raises Malformed for anything else."""
    try:
        value = _DECODER.decode(text)
    except RecursionError:
        raise Malformed(f"The body is nested deeper than {MAX_DEPTH}.") from None
    except ValueError:
        raise Malformed("The body is not valid JSON.") from None
    if type(value) is not dict:
        raise Malformed("The body is not an object.")
    _check(value, strings=_HALF_SURROGATE.search(text) is not None)
    return value


def _check(value: Any, *, strings: bool) -> None:
    """Walk down level by level, without recursion; `strings`: they may hold halves of surrogate pairs."""
    level = [value]
    for _ in range(MAX_DEPTH):
        below: list[Any] = []
        for each in level:
            if type(each) is dict:
                below += each.values()
                if strings:
                    below += each
            else:
                below += each
        if strings:
            _check_strings(below)
        level = [each for each in below if type(each) is dict or type(each) is list]
        if not level:
            return
    raise Malformed(f"The body is nested deeper than {MAX_DEPTH}.")


def _check_strings(values: list[Any]) -> None:
    try:
        "".join([each for each in values if type(each) is str]).encode("utf-16", "strict")
    except UnicodeEncodeError:
        raise Malformed("The body holds half a surrogate pair.") from None


def _folded(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    return {name.lower(): value for name, value in pairs}


def _integer(digits: str) -> int | float:
    return int(digits) if len(digits) <= _MAX_DIGITS else float(digits)


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no JSON")


_DECODER: Final = json.JSONDecoder(object_pairs_hook=_folded, parse_int=_integer, parse_constant=_refuse)
