"""What most ways to keep a value have in common."""

from __future__ import annotations

from typing import Any

from chalicelib.domain.filters.conditions import Condition


class Unhinted:
    """Of what is shown nothing follows that an index understands beyond the operand itself."""

    __slots__ = ()

    def implied(self, value: Any) -> Condition | None:
        """Nothing."""
        return None
