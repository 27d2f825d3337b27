from __future__ import annotations

import pytest

from chalicelib.dialects.esm.cards.filtering import is_hidden
from chalicelib.dialects.esm.templates import catalogue
from chalicelib.domain.record import Record
from chalicelib.domain.ticket import TICKET
from chalicelib.services import records
from infra.cli.esm import cards
from infra.cli.refusals import Refusal
from tests.conftest import make_caller


def a_ticket(of: str) -> Record:
    return records.create(kind=TICKET, values={"subject": "Printer", "type": of}, caller=make_caller(), number=42)


def test_a_card_is_found_by_its_id_and_by_what_people_call_it(cloud: None) -> None:
    a_ticket("request")
    found = catalogue.read()
    for said in ("42", "SR-000042", "SR-42", "0042"):
        record, template = cards.find(found, said)
        assert (record.number, template.code) == (42, "ServiceRequest")
    for said in ("INC-000042", "43", "", "SR-", "x42", "-42x", "٤٢", "9" * 5_000, "2147483648", "0"):
        with pytest.raises(Refusal, match="There is no data card"):
            cards.find(found, said)


def test_a_ticket_that_no_template_shows_is_no_card(cloud: None) -> None:
    a_ticket("problem")
    with pytest.raises(Refusal):
        cards.find(catalogue.read(), "42")


def test_a_card_is_hidden_once_and_shown_again(cloud: None) -> None:
    record, caller = a_ticket("incident"), make_caller()
    cards.set_hidden(record, caller, hidden=True)
    hidden = records.get(kind=TICKET, number=42)
    assert is_hidden(hidden)
    cards.set_hidden(hidden, caller, hidden=True)
    assert records.get(kind=TICKET, number=42).version == hidden.version
    cards.set_hidden(hidden, caller, hidden=False)
    assert not is_hidden(records.get(kind=TICKET, number=42))


def test_a_card_in_the_trash_is_restored_and_not_hidden(cloud: None) -> None:
    record, caller = a_ticket("incident"), make_caller()
    with pytest.raises(Refusal, match="does not lie in the trash"):
        cards.restore(record, caller)
    records.trash(kind=TICKET, number=42, caller=caller)
    trashed, _ = cards.find(catalogue.read(), "INC-000042")
    with pytest.raises(Refusal, match="restore it first"):
        cards.set_hidden(trashed, caller, hidden=True)
    cards.restore(trashed, caller)
    assert not records.get(kind=TICKET, number=42).trashed
