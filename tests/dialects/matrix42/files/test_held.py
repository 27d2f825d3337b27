"""Files that objects hold."""

from __future__ import annotations

from uuid import uuid4

import pytest

from chalicelib.dialects.matrix42.asql.moments import spelled
from chalicelib.dialects.matrix42.files.sending import MAX_COMMENT
from chalicelib.domain import clock
from chalicelib.domain.person import PERSON
from chalicelib.domain.record import Change, Record
from chalicelib.domain.role import READ_ONLY, Role
from chalicelib.domain.ticket import TICKET
from chalicelib.services import caches, files, records, roles
from tests.access import make_account
from tests.dialects.matrix42.desk import ADMIN, AGENT, PASSWORD, Desk, record, user
from tests.dialects.matrix42.files.calls import attach, comment, listed


def test_a_comment_is_changed_and_taken_back(desk: Desk, ticket: Record) -> None:
    id_ = attach(desk, ticket)
    for said in ("first", "second ä \U0001f600", None, "third", ""):
        assert comment(desk, id_, said) == 204
        assert [each["Comment"] for each in listed(desk, ticket)] == [said or None]
    assert comment(desk, id_, "x" * MAX_COMMENT) == 204
    assert comment(desk, id_, "x" * (MAX_COMMENT + 1)) == 400
    assert comment(desk, str(uuid4()), "x") == 404


def test_the_same_comment_again_changes_nothing(desk: Desk, ticket: Record) -> None:
    id_ = attach(desk, ticket)
    comment(desk, id_, "said")
    before = record(TICKET, ticket.number).version
    assert comment(desk, id_, "said", login="german") == 204
    assert record(TICKET, ticket.number).version == before


def test_files_of_other_dialects_are_listed_fetched_and_spoken_of(desk: Desk, ticket: Record) -> None:
    files.attach(kind=TICKET, number=ticket.number, field="files", name="x.pdf", content=b"%PDF", caller=ADMIN)
    (shown,) = listed(desk, ticket)
    assert (shown["Name"], shown["Size"], shown["Comment"], shown["UpdatedBy"]) == ("x.pdf", 4, None, None)
    assert desk.get(f"commonStorage/file/{shown['UniqueFileId']}").body == b"%PDF"
    assert comment(desk, shown["UniqueFileId"], "from elsewhere") == 204
    (again,) = listed(desk, ticket)
    assert (again["UniqueFileId"], again["Comment"]) == (shown["UniqueFileId"], "from elsewhere")


def test_a_file_that_another_dialect_detaches_is_gone_with_what_was_said_of_it(desk: Desk, ticket: Record) -> None:
    gone, stays = attach(desk, ticket), attach(desk, ticket)
    location = record(TICKET, ticket.number).many("files")[0].location
    files.detach(kind=TICKET, number=ticket.number, field="files", location=location, caller=ADMIN)
    assert desk.get(f"commonStorage/file/{gone}").status == 404
    assert [each["UniqueFileId"] for each in listed(desk, ticket)] == [stays]
    comment(desk, stays, "the only one")
    assert location not in str(record(TICKET, ticket.number).extras)


def test_a_file_is_an_attachment_of_its_ticket(desk: Desk, ticket: Record) -> None:
    clock.advance(3_600)
    id_ = attach(desk, ticket, UniqueFileId=str(uuid4()))
    columns = "Name,FileSize,UniqueFileId,CreatedDate,T(SPSActivityClassBase).Subject AS Of"
    (row,) = desk.rows("SPSActivityClassAttachment", f"where=UniqueFileId='{id_}'&columns={columns}")
    assert (row["Name"], row["FileSize"], row["UniqueFileId"], row["Of"]) == ("a.txt", 5, id_, "Printer")
    (shown,) = listed(desk, ticket)
    assert row["CreatedDate"] == shown["UpdatedOn"] > spelled(ticket.created_at)


def test_who_may_not_read_people_does_not_learn_who_it_was(desk: Desk, ticket: Record) -> None:
    roles.save(role=Role("few", kinds={"ticket": READ_ONLY}))
    make_account("few", password=PASSWORD, roles=("few",))
    caches.clear()
    attach(desk, ticket)
    shown = [desk.get(f"commonStorage/files/{ticket.guid}", login=login).json[0] for login in ("reader", "few")]
    assert [each["UpdatedBy"] for each in shown] == ["Moss, Ada", None]


def test_people_are_called_as_they_are_everywhere(desk: Desk, ticket: Record) -> None:
    records.change(kind=PERSON, number=AGENT, edit=lambda _: Change({"display_name": None}), caller=ADMIN)
    attach(desk, ticket)
    (row,) = desk.rows("SPSUserClassBase", f"where=ID='{user(AGENT)}'")
    assert listed(desk, ticket)[0]["UpdatedBy"] == row["DisplayString"] == "Moss, Ada"


def test_a_file_moves_no_row_version_of_the_ticket(desk: Desk, ticket: Record) -> None:
    attach(desk, ticket)
    after = record(TICKET, ticket.number)
    assert after.version > ticket.version
    assert {name: after.facet(name) for name in TICKET.facets} == {name: ticket.facet(name) for name in TICKET.facets}


@pytest.mark.parametrize(
    "name", ['a"b;c.txt', "a%0d%0aX-Evil: 1.txt", "../../etc/passwd", "\u202ecod.exe", "ü" * 300 + ".txt"]
)
def test_whatever_a_file_is_called_it_is_saved_and_not_shown(name: str, desk: Desk, ticket: Record) -> None:
    id_ = attach(desk, ticket, Name=name)
    answer = desk.get(f"commonStorage/file/{id_}")
    said = answer.headers["content-disposition"]
    assert said.startswith("attachment; filename=")
    assert said.isascii()
    assert not {"\r", "\n", "/"} & set(said.replace("UTF-8''", ""))
    assert answer.headers["x-content-type-options"] == "nosniff"
