"""The query: names match whatever their case, unknown ones are passed over (specification, 1.3)."""

from __future__ import annotations

import re
from typing import Final

from chalicelib.dialects.matrix42.schema.faults import Refused
from chalicelib.dialects.matrix42.vocabulary import refusals
from chalicelib.request import Request

_TRUTHS: Final = {"true": True, "1": True, "false": False, "0": False}
_WHOLE: Final = re.compile(r"[+-]?[0-9]{1,18}")
_GREATEST: Final = (1 << 31) - 1


class Query:
    """What stands behind the question mark. Of a name that comes twice the first value counts."""

    def __init__(self, request: Request) -> None:
        # `/fragments/?x=1`, and what some clients make of it: `/fragments?/?x=1` or `??x=1`.
        self._values: dict[str, str] = {}
        for name, value in request.query.pairs:
            self._values.setdefault(name.lstrip("/?").lower(), value)

    def text(self, name: str) -> str | None:
        """A text as it is; None where it is left out or empty."""
        return self._values.get(name.lower()) or None

    def whole(self, name: str, *, lowest: int = 0, highest: int = _GREATEST) -> int | None:
        """A whole number; None where it is left out or empty. Refused (400) for anything else and beyond the bounds."""
        said = (self.text(name) or "").strip()
        if not said:
            return None
        found = int(said) if _WHOLE.fullmatch(said) else None
        if found is None or not lowest <= found <= highest:
            raise Refused(refusals.NO_NUMBER, name=name, lowest=lowest, highest=highest)
        return found

    def truth(self, name: str) -> bool | None:
        """Yes or no; None where it is left out or empty. Refused (400) for anything else."""
        said = (self.text(name) or "").strip().lower()
        if not said:
            return None
        if said not in _TRUTHS:
            raise Refused(refusals.NO_TRUTH, name=name)
        return _TRUTHS[said]
