from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from chalicelib.dialects.esm.cards.filtering import is_hidden
from chalicelib.domain.record import Record
from chalicelib.services import kinds, records
from infra.cli.esm.card_file import Row
from infra.cli.esm.importing import Importer
from tests.conftest import make_caller
from tests.infra.cli.esm.setups import COMPANY, COUNTRY, FOLDER, applied

LONG_AGO = datetime(2020, 1, 2, 3, 4, 5, tzinfo=UTC)


@pytest.fixture
def importer(cloud: None) -> Importer:
    applied({"templates": [COMPANY, COUNTRY], "folders": [FOLDER]})
    return Importer.of(make_caller())


def row(number: int, template: str = "company", **data: Any) -> Row:
    said = {code: {"values": [{"value": value}]} for code, value in data.items()}
    return Row(number, template, "companies", said, LONG_AGO)


def stored(number: int, kind: str = "company") -> Record:
    return records.get(kind=kinds.get(kind), number=number)


def test_a_card_is_made_under_its_id_with_the_defaults_of_its_template(importer: Importer) -> None:
    assert importer.take(row(7, "country", name="Finland")).reasons == ()
    card = Row(123, "company", "companies", row(0, name="Example Ltd", country="Finland").data, LONG_AGO, hidden=True)
    assert importer.take(card).done == "imported"
    made = stored(123)
    assert (made.get("name"), made.get("status"), str(made.get("country"))) == ("Example Ltd", "a", "country#7")
    assert made.created_at == LONG_AGO
    assert made.extra("esm")["folder"] == "companies"
    assert is_hidden(made)


def test_a_card_that_is_there_is_refused_without_harm(importer: Importer) -> None:
    importer.take(row(123, name="First"))
    assert importer.take(row(123, name="Second")).reasons == ("There is a data card 123 already.",)
    assert stored(123).get("name") == "First"
    assert importer.take(row(123, "country", name="Second")).reasons == (
        "The number 123 of the space card was given out already.",
    )


def test_what_follows_from_the_rest_is_passed_over(importer: Importer) -> None:
    assert importer.take(row(5, name="A", efecte_id="COM-9", created="2001-01-01", updated="?")).reasons == ()


def test_a_card_is_taken_whole_or_not_at_all(importer: Importer) -> None:
    outcome = importer.take(row(5, name="A", status="Sleeping", country="Atlantis", colour="red"))
    assert outcome.done == "refused"
    assert [reason.split(":")[0] for reason in outcome.reasons] == ["status", "colour", "country"]
    assert importer.take(row(5, status="Active")).reasons == ("name: Name is required.",)
    assert importer.take(row(5, name="A")).done == "imported"


def test_a_card_needs_a_template_and_a_folder_that_accepts_it(importer: Importer) -> None:
    assert importer.take(row(5, "moon", name="A")).reasons == ("No template with code moon.",)
    assert importer.take(row(5, "incident", subject="A")).reasons == (
        "There is no folder companies that accepts incident.",
    )
