"""One view and where it stands below its dialect's prefix."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from chalicelib.dialects.operation import Operation
    from chalicelib.request import Request
    from chalicelib.response import Response

    View = Callable[[Request], Response]

ALL_METHODS: Final = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
"""The verbs that API Gateway knows, in the order in which `Allow` names them."""


@dataclass(frozen=True, slots=True, eq=False)
class Route:
    """A path relative to the prefix ("" is the prefix itself), its verbs, and the view that serves them."""

    path: str
    methods: tuple[str, ...]
    view: View
    operation: Operation | None = None
    public: bool = False
    """Served without asking who calls; never counted."""
    authorizer: bool = True
    """Fenced at the edge by the gateway's authorizer, where the dialect's credentials travel in `Authorization`."""
    limited: bool = True
    """Counts against the caller's minute."""
    max_body: int | None = None
    """Bytes of a body; None for what the dialect says."""

    @property
    def name(self) -> str:
        """What the view is called; one that was made from another is called like that one."""
        if self.operation is not None and self.operation.name:
            return self.operation.name
        return str(getattr(getattr(self.view, "func", self.view), "__name__", "view"))

    @property
    def summary(self) -> str:
        """What it does, in a line: as its operation says, else as its view does."""
        if self.operation is not None:
            return self.operation.summary
        return (self.view.__doc__ or "").strip().partition("\n")[0].rstrip(".")
