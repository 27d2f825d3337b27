"""What lies on the desk before an exchange begins: cards by the name of its file. The person with the id 1 is always there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from tests.dialects.esm.desk import Desk


def lay_out(desk: Desk, name: str) -> None:
    """Make the cards of a file of exchanges."""
    if name in _CARDS:
        _CARDS[name](desk)


def _documented(desk: Desk) -> None:
    desk.create("service", "service_catalogue", service_name="Mail")
    desk.create("ServiceRequest", "service_requests", subject="A desk")


def _values(desk: Desk) -> None:
    desk.create("support_group", "support_groups", group_name="Desk")
    for text in ("Twin", "Card", "Twin"):
        desk.create("rest_example", "rest_examples", text=text)
    gone = desk.create("rest_example", "rest_examples", text="Gone")
    desk.send("DELETE", f"/dc/rest_example/data/{gone}")


_CARDS: Final[dict[str, Callable[[Desk], None]]] = {"documented": _documented, "values": _values}
