from __future__ import annotations

from typing import Any

import pytest

from chalicelib.dialects.matrix42.schema.blame import refusal
from chalicelib.dialects.matrix42.schema.catalogue import compiled
from chalicelib.domain.reference import Ref
from chalicelib.errors import Fault, Invalid, Taken
from chalicelib.services import kinds, records
from tests.dialects.matrix42.schema.desk import CALLER

CATALOGUE = compiled()


@pytest.mark.usefixtures("cloud")
@pytest.mark.parametrize(
    ("kind", "values", "code", "message"),
    [
        ("person", {"phone": "x" * 300}, 400, "The value of SPSUserClassBase.BusinessPhone is longer than 255."),
        ("group", {}, 500, "Attribute Name is mandatory."),
        ("ticket", {"requester": Ref("person", 9)}, 500, "Wrong reference: SPSActivityClassBase.Initiator = person#9."),
        ("ticket", {"state": "odd"}, 500, "Wrong reference: SPSCommonClassBase.State = odd."),
        ("ticket", {"next_update": 5}, 400, "The value of ticket.next_update is not valid."),
    ],
)
def test_what_the_core_refuses_is_told_of_the_attribute(
    kind: str, values: dict[str, Any], code: int, message: str
) -> None:
    with pytest.raises(Invalid) as caught:
        records.create(kind=kinds.get(kind), values=values, caller=CALLER)
    found = refusal(caught.value, CATALOGUE, kinds.get(kind))
    assert (found.code, found.message, found.others) == (code, message, ())


def test_a_value_that_somebody_else_has_leads_to_the_wrong_thing() -> None:
    found = refusal(Taken("group", "name", "Desk"), CATALOGUE, kinds.get("group"))
    assert (found.code, found.message) == (500, "Wrong reference: SPSSecurityClassRole.Name = Desk.")


def test_of_several_faults_the_misshapen_comes_first() -> None:
    error = Invalid([Fault(("name",), "required", "x"), Fault(("description",), "too_long", "y", {"limit": 5})])
    found = refusal(error, CATALOGUE, kinds.get("group"))
    assert found.detail == (
        "The value of SPSSecurityClassRole.Description is longer than 5. Attribute Name is mandatory."
    )
    assert refusal(Invalid(), CATALOGUE, kinds.get("group")).code == 400
