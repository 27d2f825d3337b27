"""Bodies that say more than anybody can use: what is refused of them is known soon."""

from __future__ import annotations

import tracemalloc
from typing import Any

import msgspec
import pytest

from chalicelib.dialects.matrix42.data.bodies import Refusals
from chalicelib.dialects.matrix42.schema import catalogue
from chalicelib.dialects.matrix42.schema.body import read as read_body
from chalicelib.dialects.matrix42.schema.faults import Refused
from chalicelib.dialects.matrix42.vocabulary import messages
from tests.dialects.matrix42.data.workbench import (
    ACTIVITY,
    INCIDENT,
    JOURNAL,
    NOBODY,
    TIMES,
    WORK,
    incident,
    read,
    write,
)
from tests.dialects.matrix42.desk import Desk
from tests.unreliable import Unreliable

MANY = 50_000
ALLOWANCE = 60  # bytes of memory for each byte of a body: a small JSON object is an object of Python's


def refused(desk: Desk, method: str, path: str, body: Any) -> tuple[int, str]:
    """How a body is refused that costs neither much memory nor many calls to the store."""
    sent = msgspec.json.encode(body)
    tracemalloc.start()
    try:
        with Unreliable() as calls:
            headers = {"Content-Type": "application/json"}
            answer = desk.send(method, f"data/{path}", sent, headers=headers)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert len(calls.operations) < 20
    assert peak < ALLOWANCE * len(sent) + 4_000_000
    return answer.status, answer.json["Message"]


@pytest.mark.parametrize("name", [TIMES, JOURNAL])
@pytest.mark.parametrize("row", [{}, {"User": NOBODY, "Foo": 1}, {"ID": None}])
@pytest.mark.parametrize("method", ["POST", "PUT"])
def test_more_new_fragments_than_can_be_written_are_not_looked_at(
    desk: Desk, method: str, name: str, row: dict[str, Any]
) -> None:
    own = incident(desk)
    path = f"objects/{INCIDENT}?full=true"
    status, message = refused(desk, method, path, {"ID": own, ACTIVITY: {"Subject": "x"}, name: [row] * MANY})
    assert (status, message.split(".")[0]) == (
        400,
        "The request has more fragments than can be written in one transaction",
    )


def test_nor_are_more_known_ones_than_anything_has(desk: Desk) -> None:
    body = {"ID": incident(desk), TIMES: [{"ID": NOBODY}] * MANY}
    status, message = refused(desk, "PUT", f"objects/{INCIDENT}?full=true", body)
    assert (status, "more fragments" in message) == (400, True)


def test_as_many_as_an_object_has_can_be_sent_back(desk: Desk) -> None:
    own = incident(desk)
    for _ in range(2):
        assert write(desk, {"ID": own, JOURNAL: [{"OriginalSolutionHtml": "x"}] * 60}).status == 204
    whole = read(desk, own)
    assert len(whole[JOURNAL]) == 121
    assert write(desk, {**whole, TIMES: [WORK]}).status == 204


@pytest.mark.parametrize("path", [f"objects/{INCIDENT}", f"fragments/{ACTIVITY}"])
def test_of_very_many_faults_the_first_ones_are_told(desk: Desk, path: str) -> None:
    status, message = refused(desk, "POST", path, {f"M{number}": {} for number in range(MANY)})
    assert (status, "M0" in message) == (400, True)


def test_as_soon_as_there_are_a_hundred_of_them(desk: Desk) -> None:
    refused, known = Refusals(), catalogue.current()
    for number in range(99):
        refused.refuse(messages.UNKNOWN_ATTRIBUTE, definition=ACTIVITY, name=number)
    with pytest.raises(Refused) as error:
        refused.refuse(messages.UNKNOWN_ATTRIBUTE, definition=ACTIVITY, name=99)
    assert len(error.value.others) == 99
    members = dict.fromkeys(map(str, range(MANY)))
    with pytest.raises(Refused) as error:
        read_body(known.definition(ACTIVITY), members, creating=True, pickups=known.definition)
    assert len(error.value.others) == 99
