"""What lies on the desk before an exchange begins: cards by the name of its file. The person with the id 1 is always there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from chalicelib.dialects.esm.templates.storage import DIALECT, HIDDEN
from chalicelib.domain.kind import Kind
from chalicelib.domain.record import Change
from chalicelib.domain.ticket import TICKET
from chalicelib.services import records
from tests.dialects.esm.desk import Desk, make_admin


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


def _lists(desk: Desk) -> None:
    desk.create("incident", "incident_management", subject="One", priority="2. High")
    desk.create("incident", "security_incidents", subject="Two", priority=[])
    desk.create("incident", "incident_management", subject="100 % & + ä", priority="2. High")
    hide(desk.create("incident", "incident_management", subject="Hidden"), TICKET)
    desk.create("incident", "incident_management", subject="100 % & + äh", priority="2. High")
    gone = desk.create("incident", "incident_management", subject="Gone", priority="2. High")
    desk.send("DELETE", f"/dc/incident/data/{gone}")
    group = desk.create("support_group", "support_groups", group_name="Desk")
    desk.create("rest_example", "rest_examples", text="Card", group={"dataCardId": group}, secret="s")


def _bulk(desk: Desk) -> None:
    for folder in ("rest_examples", "rest_examples", "archive", "rest_examples"):
        desk.create("rest_example", folder, text=f"In {folder}")
    gone = desk.create("rest_example", "rest_examples", text="Gone")
    desk.send("DELETE", f"/dc/rest_example/data/{gone}")


def _attributes(desk: Desk) -> None:
    desk.create("company", "companies", company_name="Moss")
    desk.create("rest_example", "rest_examples", text="Card", secret="s", batch="b")
    desk.create("rest_example", "rest_examples", text="Other")


def _trash(desk: Desk) -> None:
    gone = desk.create("rest_example", "rest_examples", text="Gone")
    desk.create("rest_example", "rest_examples", text="Card", friends={"dataCardId": gone})


def _files(desk: Desk) -> None:
    desk.create("rest_example", "rest_examples", text="Card")
    desk.create("rest_example", "rest_examples", text="Other")
    desk.create("incident", "incident_management", subject="Mail")


def _filters(desk: Desk) -> None:
    gone = desk.create("support_group", "support_groups", group_name="Gone group")
    group = {"dataCardId": desk.create("support_group", "support_groups", group_name="Desk")}
    in_trash = {"dataCardId": gone}
    desk.create(
        "incident", "incident_management", subject="A printer", status="02", support_group=group, worklog="No toner"
    )
    desk.create(
        "incident", "security_incidents", subject="O'Neill", status="05", priority="2", customer={"dataCardId": 1}
    )
    desk.create(
        "incident",
        "incident_management",
        subject="No paper",
        priority=[],
        customer={"dataCardId": 1},
        due_date="2001-02-03",
    )
    hide(desk.create("incident", "incident_management", subject="A hidden printer", support_group=in_trash), TICKET)
    desk.create("rest_example", "rest_examples", text="Card", secret="s")
    desk.send("DELETE", f"/dc/support_group/data/{gone}")


def hide(card: str, kind: Kind) -> None:
    """Hide a card, as an administrator does."""
    hidden = Change(extras={DIALECT: {HIDDEN: True}})
    records.change(kind=kind, number=int(card), edit=lambda _: hidden, caller=make_admin())


_CARDS: Final[dict[str, Callable[[Desk], None]]] = {
    "documented": _documented,
    "values": _values,
    "lists": _lists,
    "bulk": _bulk,
    "attributes": _attributes,
    "trash": _trash,
    "files": _files,
    "filters": _filters,
}
