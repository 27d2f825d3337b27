from __future__ import annotations

from datetime import UTC, datetime
from uuid import NAMESPACE_URL, uuid5

from chalicelib.dialects.matrix42 import ids
from chalicelib.domain import guid as guids
from chalicelib.domain.ticket import TICKET
from tests.domain.filters.shelf import make_record

AT = datetime(2026, 4, 5, tzinfo=UTC)


def test_names_have_the_same_ids_in_every_deployment() -> None:
    assert ids.item("SPSUserType") == uuid5(NAMESPACE_URL, "urn:polydesk:matrix42:SPSUserType")
    assert ids.service("Ticket") == uuid5(NAMESPACE_URL, "urn:polydesk:matrix42:service:Ticket")
    assert ids.operation("Ticket", "Create") == uuid5(NAMESPACE_URL, "urn:polydesk:matrix42:operation:Ticket.Create")
    assert len({ids.row("A", 1), ids.row("A", 2), ids.row("B", 1)}) == 3


def test_the_id_of_what_lies_in_a_record_says_in_which_and_differs_by_its_key() -> None:
    record = make_record(TICKET, 42)
    first, second = (ids.part(record, 0x80, key, AT) for key in ("a", "b"))
    assert first != second
    assert first == ids.part(record, 0x80, "a", AT)
    assert ids.whole("ticket", "card", first, 0x80) == record.ref
    assert ids.whole("ticket", "card", first, 0x81) is None
    assert ids.whole("ticket", "card", guids.mint("card", 42, milliseconds=1), 0x80) is None
    assert ids.whole("ticket", "card", record.guid, 0x80) is None
