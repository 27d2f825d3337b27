"""Files on their way to objects."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chalicelib.dialects.matrix42.files import held
from chalicelib.dialects.matrix42.schema import catalogue
from chalicelib.dialects.matrix42.schema.operands import fragment_id
from chalicelib.dialects.matrix42.schema.rows import FILE_TAG
from chalicelib.dialects.matrix42.views import files as views
from chalicelib.domain import clock
from chalicelib.domain import guid as guids
from chalicelib.domain.file import MAX_BYTES
from chalicelib.domain.record import Record
from chalicelib.domain.ticket import TICKET
from chalicelib.request import Request
from chalicelib.services import records
from chalicelib.services.upload_sessions import LIFETIME
from tests.bucket import kept
from tests.dialects.matrix42.desk import ADMIN, Desk
from tests.dialects.matrix42.files.calls import add, announce, announced, attach, comment, finish, listed, send
from tests.lengths import examples

EVERY_BYTE = bytes(range(256))


@pytest.mark.parametrize("way", [attach, add])
def test_every_byte_comes_back_as_it_was_sent(way: Callable[..., str], desk: Desk, ticket: Record) -> None:
    for content in (EVERY_BYTE, b"", b"\xff\xfe", b'"{}"', EVERY_BYTE * 16_384):
        assert desk.get(f"commonStorage/file/{way(desk, ticket, content)}").body == content


@settings(max_examples=examples(30), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    content=st.binary(max_size=300), media_type=st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=40)
)
def test_no_content_and_no_type_is_looked_at(content: bytes, media_type: str, desk: Desk, ticket: Record) -> None:
    id_ = announced(desk, ticket, len(content))
    assert send(desk, id_, content, **{"Content-Type": media_type}) == 204
    assert finish(desk, id_).status == 204
    assert desk.get(f"commonStorage/file/{id_}").body == content


def test_four_mebibytes_fit_and_one_byte_more_does_not(desk: Desk, ticket: Record) -> None:
    id_ = announced(desk, ticket, MAX_BYTES)
    assert send(desk, id_, b"x" * (MAX_BYTES + 1)) == 413
    assert send(desk, id_, b"x" * MAX_BYTES) == 204
    assert finish(desk, id_).status == 204
    assert announce(desk, ticket, MAX_BYTES + 1).status == 413


@pytest.mark.parametrize("definition", ["SPSActivityClassBase", "SPSCommonClassBase"])
def test_an_object_is_named_by_any_of_its_fragments(definition: str, desk: Desk, ticket: Record) -> None:
    own = fragment_id(ticket, definition, catalogue.current().definition(definition).tag)
    assert own != ticket.guid
    id_ = announced(desk, ticket, ObjectId=str(own))
    assert (send(desk, id_, b"Hello"), finish(desk, id_).status) == (204, 204)
    assert [each["UniqueFileId"] for each in desk.get(f"commonStorage/files/{own}").json] == [id_]


def test_an_id_of_ours_leads_to_its_object_without_an_alias(desk: Desk, ticket: Record) -> None:
    id_ = UUID(attach(desk, ticket))
    said = guids.read(id_)
    assert said is not None
    assert (said.number, said.tag) == (ticket.number, FILE_TAG)
    assert held.find(catalogue.current(), id_) is not None


def test_an_id_that_was_given_leads_to_its_object(desk: Desk, ticket: Record) -> None:
    id_ = str(uuid4())
    assert attach(desk, ticket, UniqueFileId=id_) == id_
    assert desk.get(f"commonStorage/file/{id_}").body == b"Hello"
    assert announce(desk, ticket, UniqueFileId=id_).status == 400


def test_an_id_may_look_like_that_of_another_object(desk: Desk, ticket: Record) -> None:
    other = records.create(kind=TICKET, values={"subject": "Scanner"}, caller=ADMIN)
    there = attach(desk, other, b"there")
    id_ = str(UUID(int=UUID(there).int ^ 1))
    attach(desk, ticket, b"here!", UniqueFileId=id_)
    assert desk.get(f"commonStorage/file/{id_}").body == b"here!"
    assert desk.get(f"commonStorage/file/{there}").body == b"there"
    assert [len(listed(desk, each)) for each in (ticket, other)] == [1, 1]


@pytest.mark.parametrize(
    "said",
    [
        {"Name": ""}, {"Name": None}, {"Name": 5}, {"Name": ".."}, {"Size": "5"}, {"Size": -1}, {"Size": True},
        {"Size": 5.5}, {"ObjectId": ""}, {"ObjectId": None}, {"ObjectId": 7}, {"UniqueFileId": "x"}, {"UniqueFileId": 7},
    ],
)  # fmt: skip
def test_what_is_misshapen_is_refused(said: dict[str, Any], desk: Desk, ticket: Record) -> None:
    answer = announce(desk, ticket, **said)
    assert answer.status == 400, answer.text


def test_behind_a_stage_the_address_for_the_bytes_has_it_in_front(desk: Desk, ticket: Record) -> None:
    path, said = "/m42Services/api/filestorage/getuploadurl", {"Name": "a.txt", "ObjectId": str(ticket.guid)}
    event = {"httpMethod": "POST", "path": path, "body": json.dumps(said), "requestContext": {"path": f"/prod{path}"}}
    request = Request.from_event(event, prefix="/m42Services").identified(ADMIN)
    answer = json.loads(views.get_upload_url(request).body)
    assert answer["UploadUrl"] == f"/prod/m42Services/api/filestorage/upload?fileid={answer['UniqueFileId']}"


def test_a_size_need_not_be_said(desk: Desk, ticket: Record) -> None:
    id_ = announced(desk, ticket, None)
    assert (send(desk, id_, b"whatever"), finish(desk, id_).status) == (204, 204)


def test_what_is_sent_again_counts(desk: Desk, ticket: Record) -> None:
    id_ = announced(desk, ticket)
    assert [send(desk, id_, content) for content in (b"first", b"right")] == [204, 204]
    assert finish(desk, id_).status == 204
    assert desk.get(f"commonStorage/file/{id_}").body == b"right"
    assert len(kept()) == 1


def test_others_who_may_not_change_the_object_find_nothing_that_was_announced(desk: Desk, ticket: Record) -> None:
    id_ = announced(desk, ticket)
    assert send(desk, id_, b"Hello", login="reader") == 404
    assert comment(desk, id_, "x", login="reader") == 404
    assert finish(desk, id_, login="reader").status == 404
    assert kept() == set()
    assert send(desk, id_, b"Hello", login="german") == 204
    assert finish(desk, id_, login="full").status == 204
    assert listed(desk, ticket)[0]["UpdatedBy"] == "Moss, Ada"


def test_who_may_not_change_the_object_finishes_nothing_again(desk: Desk, ticket: Record) -> None:
    id_ = attach(desk, ticket)
    assert [finish(desk, id_, login=login).status for login in ("agent", "reader")] == [204, 403]


def test_who_may_not_read_the_object_does_not_learn_that_it_is_there(desk: Desk, ticket: Record) -> None:
    id_ = attach(desk, ticket)
    assert announce(desk, ticket, login="blind").status == 404
    assert comment(desk, id_, "x", login="blind") == 404
    assert finish(desk, id_, login="blind").status == 404
    path = f"filestorage/add?objectId={ticket.guid}&fileName=a"
    assert desk.send("POST", path, b"Hello", login="blind").status == 404


def test_what_is_not_finished_in_time_is_gone(desk: Desk, ticket: Record) -> None:
    id_ = announced(desk, ticket)
    send(desk, id_, b"Hello")
    clock.advance(LIFETIME.total_seconds())
    assert [send(desk, id_, b"Hello"), finish(desk, id_).status, comment(desk, id_, "late")] == [404, 404, 404]


def test_an_object_that_went_to_the_trash_takes_nothing_and_shows_nothing(desk: Desk, ticket: Record) -> None:
    there, coming = attach(desk, ticket), announced(desk, ticket)
    send(desk, coming, b"Hello")
    records.trash(kind=TICKET, number=ticket.number, caller=ADMIN)
    assert finish(desk, coming).status == 404
    assert announce(desk, ticket).status == 404
    assert desk.get(f"commonStorage/file/{there}").status == 404
    assert desk.get(f"commonStorage/files/{ticket.guid}").status == 404
    records.restore(kind=TICKET, number=ticket.number, caller=ADMIN)
    assert desk.get(f"commonStorage/file/{there}").status == 200


def test_a_file_that_is_added_names_a_base_of_its_object_or_itself(desk: Desk, ticket: Record) -> None:
    def added(entity: str) -> int:
        path = f"filestorage/add?entity={entity}&objectId={ticket.guid}&fileName=a"
        return desk.send("POST", path, b"x").status

    said = ("SPSActivityTypeTicket", "spsactivitytypebase", "SPSActivityTypeIncident", "SPSUserType", "Nothing")
    assert [added(entity) for entity in said] == [200, 200, 404, 404, 500]
    assert desk.send("POST", f"filestorage/add?objectId={ticket.guid}&fileName=a", b"x", login="reader").status == 403
    assert len(kept()) == 2


@settings(max_examples=examples(150), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    said=st.dictionaries(
        st.sampled_from(["Name", "ObjectId", "UniqueFileId", "Size", "TypeId", "StorageId"]),
        st.none()
        | st.booleans()
        | st.integers()
        | st.floats(allow_nan=False, allow_infinity=False)
        | st.text(max_size=20)
        | st.lists(st.integers(), max_size=2)
        | st.uuids().map(str),
    ),
    right=st.booleans(),
)
def test_whatever_is_announced_is_taken_or_refused(
    said: dict[str, Any], right: bool, desk: Desk, ticket: Record
) -> None:
    body = {**said, "ObjectId": str(ticket.guid)} if right else said
    answer = desk.send("POST", "filestorage/getuploadurl", body)
    assert answer.status in (200, 400, 404, 413), answer.text
