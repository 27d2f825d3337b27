from __future__ import annotations

from datetime import UTC, datetime

import pytest

from chalicelib.domain.alerting.notification import NOTIFICATION
from chalicelib.domain.record import Change
from chalicelib.domain.reference import Ref
from chalicelib.domain.ticket import TICKET
from chalicelib.errors import Changed
from chalicelib.services import journal, records
from chalicelib.services.drafts import draft
from chalicelib.store import dynamo
from tests.conftest import make_caller

AT = datetime(2026, 3, 1, tzinfo=UTC)
VALUES = {"course": "pending", "event": Ref("event", 3), "person": Ref("person", 4), "target": None}


def test_a_draft_that_is_written_is_a_record_like_any_other(cloud: None) -> None:
    record, action = draft(kind=NOTIFICATION, number=9, values=VALUES, at=AT)
    dynamo.transact([action])
    assert records.get(kind=NOTIFICATION, number=9) == record
    with pytest.raises(Changed):
        dynamo.transact([action])


def test_of_notifications_no_history_is_kept(cloud: None) -> None:
    record, action = draft(kind=NOTIFICATION, number=9, values=VALUES, at=AT)
    dynamo.transact([action])
    records.change(kind=NOTIFICATION, number=9, edit=lambda _: Change({"course": "failed"}), caller=make_caller())
    assert journal.history(record=record) == []


def test_kinds_whose_records_are_more_than_one_item_have_no_drafts() -> None:
    with pytest.raises(ValueError, match="more than one item"):
        draft(kind=TICKET, number=1, values={}, at=AT)
