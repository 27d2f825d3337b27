"""What every store keeps of texts and numbers, so that nothing is accepted that can't be written or comes back different."""

from __future__ import annotations

import math
from typing import Final

MAX_DIGITS: Final = 38  # what DynamoDB keeps of a number
_BOUND: Final = 10**MAX_DIGITS
_SMALLEST: Final = 1e-128  # nearer to zero, DynamoDB refuses


def is_whole_text(text: str) -> bool:
    """Whether a text is free of half surrogate pairs, which UTF-8 can't say."""
    if text.isascii():
        return True
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def is_number(value: float) -> bool:
    """Whether a number is finite, below 38 digits and not too near to zero."""
    if isinstance(value, int):
        return -_BOUND < value < _BOUND
    return math.isfinite(value) and (value == 0 or _SMALLEST <= abs(value) < _BOUND)
