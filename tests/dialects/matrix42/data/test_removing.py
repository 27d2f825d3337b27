"""Fragments and objects that are thrown away."""

from __future__ import annotations

import pytest

from chalicelib.domain.ticket import TICKET
from chalicelib.services import records
from tests.dialects.matrix42.data.workbench import (
    ACTIVITY,
    COMMON,
    INCIDENT,
    NOBODY,
    TIMES,
    USER,
    WORK,
    fragment,
    incident,
    read,
    refusal,
)
from tests.dialects.matrix42.desk import Desk, user


def test_a_main_fragment_takes_its_object_with_it(desk: Desk) -> None:
    made = incident(desk, **{TIMES: [WORK]})
    own = read(desk, made)[ACTIVITY]["ID"]
    answer = desk.send("DELETE", f"data/fragments/{ACTIVITY}/{own}")
    assert (answer.status, answer.body) == (204, b"")
    assert (read(desk, made), fragment(desk, ACTIVITY, own)) == (None, None)
    assert [desk.rows(name) for name in (ACTIVITY, TIMES)] == [[], []]
    assert desk.send("DELETE", f"data/fragments/{ACTIVITY}/{own}").status == 404
    assert records.get(kind=TICKET, number=12, trashed=True).trashed


def test_an_object_is_thrown_away_once(desk: Desk) -> None:
    made = incident(desk)
    assert desk.send("DELETE", f"data/objects/SPSActivityTypeTask/{made}").status == 404
    assert desk.send("DELETE", f"data/objects/SPSActivityTypeBase/{made}").status == 204
    assert desk.send("DELETE", f"data/objects/{INCIDENT}/{made}").status == 404
    assert desk.send("DELETE", f"data/objects/{INCIDENT}/{NOBODY}").status == 404
    assert desk.send("DELETE", f"data/objects/{INCIDENT}/x").status == 400
    assert desk.send("DELETE", f"data/objects/Nonsense/{made}").status == 500


def test_one_of_several_goes_alone(desk: Desk) -> None:
    made = incident(desk, **{TIMES: [WORK, WORK]})
    one, two = read(desk, made)[TIMES]
    assert desk.send("DELETE", f"data/fragments/{TIMES}/{one['ID']}").status == 204
    assert read(desk, made)[TIMES] == [two]


@pytest.mark.parametrize(
    "definition", [COMMON, "SPSActivityClassIncident", "SPSScRoleClassBase", "SPSArticleClassBase"]
)
def test_a_part_of_an_object_does_not_go_alone(desk: Desk, definition: str) -> None:
    answer = desk.send("DELETE", f"data/fragments/{definition}/{NOBODY}")
    assert refusal(answer) == (400, f"A fragment of {definition} is made and deleted with its object.")


def test_unique_values_are_free_again(desk: Desk) -> None:
    made = desk.make("SPSLocationClassBase", Name="Harbour")
    assert desk.send("POST", "data/fragments/SPSLocationClassBase", {"Name": "harbour"}).status == 500
    assert desk.send("DELETE", f"data/fragments/SPSLocationClassBase/{made}").status == 204
    assert fragment(desk, "SPSLocationClassBase", desk.make("SPSLocationClassBase", Name="Harbour")) is not None


def test_what_refers_to_it_leads_nowhere(desk: Desk) -> None:
    own = desk.make(ACTIVITY, Subject="x", Initiator=user(2))
    assert desk.send("DELETE", f"data/fragments/{USER}/{user(2)}").status == 204
    assert fragment(desk, ACTIVITY, own)["Initiator"] is None
    assert desk.rows(ACTIVITY, "where=Initiator IS NULL&columns=Initiator.LastName AS L")[0]["L"] is None


@pytest.mark.parametrize("login", ["reader", "blind"])
def test_without_the_right_nothing_goes(desk: Desk, login: str) -> None:
    made = incident(desk)
    own = read(desk, made)[ACTIVITY]["ID"]
    for path in (f"objects/{INCIDENT}/{made}", f"fragments/{ACTIVITY}/{own}", f"fragments/{ACTIVITY}/{NOBODY}"):
        assert desk.send("DELETE", f"data/{path}", login=login).status == 403
    assert read(desk, made) is not None
