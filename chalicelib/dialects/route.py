"""One view and where it stands below its dialect's prefix."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from chalicelib.dialects import late
from chalicelib.domain.api import ACTIVE, Standing

if TYPE_CHECKING:
    from chalicelib.dialects.operation import Operation
    from chalicelib.request import Request
    from chalicelib.response import Response

    View = Callable[[Request], Response]

ALL_METHODS: Final = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
"""The verbs that API Gateway knows, in the order in which `Allow` names them."""


@dataclass(frozen=True, slots=True, eq=False)
class Route:
    """A path relative to the prefix ("" is the prefix itself), its verbs, and the view that serves them.

    View and operation may be late.
    """

    path: str
    methods: tuple[str, ...]
    view: View
    operation: Operation | Callable[[], Operation] | None = None
    """What OpenAPI says of it, or what makes that; see `described`."""
    public: bool = False
    """Served without asking who calls; never counted."""
    authorizer: bool = True
    """Fenced at the edge by the gateway's authorizer, where the dialect's credentials travel in `Authorization`."""
    limited: bool = True
    """Counts against the caller's minute."""
    max_body: int | None = None
    """Bytes of a body; None for what the dialect says."""

    called: str = ""
    """Its name, if that is not its view's."""
    service: str = ""
    """The service that it is an operation of; none for what is no operation, as documentation."""
    product: bool = False
    """Not promised to stay as it is: a part of the product, and of no public interface."""
    standing: Standing = ACTIVE
    """How it stands as long as no administrator says otherwise."""

    @property
    def name(self) -> str:
        """Its own name, else that of its view; one that was made from another is called like that one."""
        return self.called or str(getattr(getattr(self.view, "func", self.view), "__name__", "view"))

    @property
    def is_operation(self) -> bool:
        """Whether it can age, and have an audience."""
        return bool(self.service)

    @property
    def operation_name(self) -> str:
        """`Service.Operation`."""
        return f"{self.service}.{self.name}"

    @property
    def summary(self) -> str:
        """What it does, in a line: as its operation says, else as its view does."""
        operation = self.described()
        if operation is not None:
            return operation.summary
        return (late.found(self.view).__doc__ or "").strip().partition("\n")[0].rstrip(".")

    def described(self) -> Operation | None:
        """Its operation, imported or made now if need be."""
        operation = late.found(self.operation)
        return operation() if callable(operation) else operation
