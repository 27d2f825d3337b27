"""Files that come in steps, through the real store."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any, Final
from uuid import UUID, uuid4

import pytest

from chalicelib import config
from chalicelib.domain import clock
from chalicelib.domain.caller import Caller
from chalicelib.domain.file import MAX_BYTES
from chalicelib.domain.record import Change, File, Record
from chalicelib.domain.ticket import TICKET
from chalicelib.domain.upload_session import UploadSession
from chalicelib.errors import Invalid, NotFound, Taken, TooLarge
from chalicelib.outbound import queue, worker
from chalicelib.services import files, identities, records
from chalicelib.services import upload_sessions as sessions
from chalicelib.services.upload_sessions import LIFETIME, Incomplete
from chalicelib.store import aws, due
from tests.bucket import UnreliableWithFiles, kept, make_bucket
from tests.unreliable import Crash, Unreliable

TAG: Final = 0x81


@pytest.fixture(autouse=True)
def bucket(cloud: None) -> None:
    make_bucket()
    queue.forget()
    for name in (config.JOBS_QUEUE, config.DELIVERIES_QUEUE):
        aws.client("sqs").create_queue(QueueName=name)


@pytest.fixture
def ticket(caller: Caller) -> Record:
    return records.create(kind=TICKET, values={"subject": "Printer"}, caller=caller)


def announce(ticket: Record, caller: Caller, **more: Any) -> UploadSession:
    said = {"id_": uuid4(), "field": "files", "name": "a.txt", "size": 5, **more}
    return sessions.open_(record=ticket, caller=caller, **said)


def found(session: UploadSession) -> UploadSession | None:
    return sessions.find(id_=session.id, dialect=session.dialect)


def current(record: Record) -> Record:
    return records.get(kind=record.kind, number=record.number)


def sweep() -> None:
    """Do what is left to the workers once all sessions are over."""
    clock.advance((LIFETIME + timedelta(hours=1)).total_seconds())
    for row in due.overdue(until=clock.now(), most=100):
        worker.expand(row.job)


def test_a_file_that_was_announced_and_sent_is_handed_to_its_record(ticket: Record, caller: Caller) -> None:
    session = announce(ticket, caller, name="C:\\photos\\Grüße.PNG")
    assert found(session) == session
    sent = sessions.receive(session=session, content=b"\x89PNG\0")
    assert found(session) == sent
    record, file = sessions.finish(session=sent, caller=caller)
    assert (file.name, file.size, file.media_type) == ("Grüße.PNG", 5, "image/png")
    assert record == current(ticket)
    assert files.read(record=record, location=file.location) == (file, b"\x89PNG\0")
    assert found(session) is None
    sweep()
    assert kept() == {file.location}


def test_an_id_is_announced_once_as_long_as_its_session_lasts(ticket: Record, caller: Caller) -> None:
    session = announce(ticket, caller)
    with pytest.raises(Taken):
        announce(ticket, caller, id_=session.id, name="b.txt")
    assert found(session) == session
    announce(ticket, replace(caller, dialect="other"), id_=session.id)
    clock.advance(LIFETIME.total_seconds())
    assert found(session) is None
    again = announce(ticket, caller, id_=session.id, name="b.txt")
    assert found(session) == again != session


def test_more_than_four_mebibytes_are_neither_announced_nor_taken(ticket: Record, caller: Caller) -> None:
    with pytest.raises(TooLarge):
        announce(ticket, caller, size=MAX_BYTES + 1)
    session = announce(ticket, caller, size=MAX_BYTES)
    with pytest.raises(TooLarge):
        sessions.receive(session=session, content=b"x" * (MAX_BYTES + 1))
    assert kept() == set()


@pytest.mark.parametrize(
    ("field", "name"), [("files", ""), ("files", ".."), ("subject", "a.txt"), ("nothing", "a.txt")]
)
def test_what_could_never_be_attached_is_not_announced(field: str, name: str, ticket: Record, caller: Caller) -> None:
    with pytest.raises(Invalid):
        announce(ticket, caller, field=field, name=name)


def test_bytes_that_are_sent_again_take_the_place_of_the_former(ticket: Record, caller: Caller) -> None:
    session = announce(ticket, caller)
    first, *_ = [sessions.receive(session=session, content=content) for content in (b"first", b"other", b"third")]
    assert len(kept()) == 1
    record, file = sessions.finish(session=first, caller=caller)
    assert files.read(record=record, location=file.location)[1] == b"third"


def test_nothing_can_be_finished_before_it_came(ticket: Record, caller: Caller) -> None:
    session = announce(ticket, caller)
    with pytest.raises(Incomplete) as caught:
        sessions.finish(session=session, caller=caller)
    assert caught.value.received is None
    assert found(session) == session


@pytest.mark.parametrize("content", [b"", b"four", b"sixsix"])
def test_what_is_not_as_long_as_was_announced_is_dropped(content: bytes, ticket: Record, caller: Caller) -> None:
    session = sessions.receive(session=announce(ticket, caller), content=content)
    with pytest.raises(Incomplete) as caught:
        sessions.finish(session=session, caller=caller)
    assert (caught.value.size, caught.value.received) == (5, len(content))
    assert found(session) is None
    assert kept() == set()
    assert current(ticket) == ticket


def test_a_file_may_be_empty_and_its_size_unknown(ticket: Record, caller: Caller) -> None:
    for size, content in ((0, b""), (None, b"whatever")):
        session = sessions.receive(session=announce(ticket, caller, size=size), content=content)
        record, file = sessions.finish(session=session, caller=caller)
        assert files.read(record=record, location=file.location)[1] == content


def test_a_comment_is_there_when_the_file_is_handed_over(ticket: Record, caller: Caller) -> None:
    def noted(record: Record, file: File, session: UploadSession) -> dict[str, dict[str, Any]]:
        return {"tests": {"says": session.comment, "of": file.name}}

    session = announce(ticket, caller)
    sessions.comment(session=session, text="mistaken")
    sessions.comment(session=session, text=None)
    assert found(session) == session
    sessions.comment(session=session, text="as seen in the lobby")
    sent = sessions.receive(session=session, content=b"Hello")
    record, _ = sessions.finish(session=sent, caller=caller, extras=noted)
    assert record.extra("tests") == {"says": "as seen in the lobby", "of": "a.txt"}
    with pytest.raises(NotFound):
        sessions.comment(session=session, text="late")


def test_a_file_is_found_by_its_alias_from_then_on(ticket: Record, caller: Caller) -> None:
    session = sessions.receive(session=announce(ticket, caller), content=b"Hello")
    sessions.finish(session=session, caller=caller, aliases={TAG: session.id})
    assert identities.by_guid(kind=TICKET, named=[session.id], tag=TAG)[session.id].number == ticket.number
    second = sessions.receive(session=announce(ticket, caller), content=b"Hello")
    with pytest.raises(Taken):
        sessions.finish(session=second, caller=caller, aliases={TAG: session.id})
    assert len(files.of(record=current(ticket))) == 1


def test_nothing_comes_after_the_end(ticket: Record, caller: Caller) -> None:
    session = sessions.receive(session=announce(ticket, caller), content=b"Hello")
    _, file = sessions.finish(session=session, caller=caller)
    assert sessions.finish(session=session, caller=caller) == (current(ticket), file)
    with pytest.raises(NotFound):
        sessions.receive(session=session, content=b"Other")
    assert files.of(record=current(ticket)) == (file,)
    assert kept() == {file.location}
    assert files.read(record=current(ticket), location=file.location)[1] == b"Hello"


def test_what_is_never_finished_goes_with_its_bytes(ticket: Record, caller: Caller) -> None:
    session = sessions.receive(session=announce(ticket, caller), content=b"Hello")
    clock.advance(LIFETIME.total_seconds() - 60)
    for row in due.overdue(until=clock.now(), most=100):
        worker.expand(row.job)
    assert len(kept()) == 1
    sweep()
    assert kept() == set()
    assert found(session) is None
    with pytest.raises(Invalid):
        sessions.finish(session=session, caller=caller)
    assert files.of(record=current(ticket)) == ()


def test_a_record_that_went_away_gets_nothing(ticket: Record, caller: Caller) -> None:
    session = sessions.receive(session=announce(ticket, caller), content=b"Hello")
    records.trash(kind=TICKET, number=ticket.number, caller=caller)
    with pytest.raises(NotFound):
        sessions.finish(session=session, caller=caller)
    sweep()
    assert kept() == set()


def send_again(session: UploadSession, caller: Caller) -> None:
    sessions.receive(session=session, content=b"later")


def say(session: UploadSession, caller: Caller) -> None:
    sessions.comment(session=session, text="later")


def write(session: UploadSession, caller: Caller) -> None:
    edit = Change({"subject": "later"})
    records.change(kind=TICKET, number=session.record.number, edit=lambda _: edit, caller=caller)


@pytest.mark.parametrize("meanwhile", [send_again, say, write])
def test_what_comes_while_it_is_finished_comes_before(
    meanwhile: Callable[[UploadSession, Caller], None], ticket: Record, caller: Caller
) -> None:
    came: list[None] = []

    def noted(record: Record, file: File, session: UploadSession) -> dict[str, dict[str, Any]]:
        if not came:
            came.append(None)
            meanwhile(session, caller)
        return {"tests": {"says": session.comment}}

    session = sessions.receive(session=announce(ticket, caller), content=b"Hello")
    record, file = sessions.finish(session=session, caller=caller, extras=noted)
    content = files.read(record=record, location=file.location)[1]
    assert content == (b"later" if meanwhile is send_again else b"Hello")
    assert record.extra("tests").get("says") == ("later" if meanwhile is say else None)
    assert kept() == {file.location}
    assert found(session) is None


def test_of_two_who_finish_one_attaches_the_file(ticket: Record, caller: Caller) -> None:
    def finish_first(record: Record, file: File, session: UploadSession) -> dict[str, dict[str, Any]]:
        if not files.of(record=current(ticket)):
            sessions.finish(session=session, caller=caller)
        return {}

    session = sessions.receive(session=announce(ticket, caller), content=b"Hello")
    record, file = sessions.finish(session=session, caller=caller, extras=finish_first)
    assert files.of(record=record) == files.of(record=current(ticket)) == (file,)
    assert kept() == {file.location}


def step_by_step(ticket: Record, caller: Caller) -> None:
    session = sessions.receive(session=announce(ticket, caller), content=b"Hello")
    sessions.finish(session=session, caller=caller, aliases={TAG: session.id})


def replaced(ticket: Record, caller: Caller) -> None:
    session = sessions.receive(session=announce(ticket, caller), content=b"first")
    sessions.finish(session=sessions.receive(session=session, content=b"Hello"), caller=caller)


def dropped(ticket: Record, caller: Caller) -> None:
    session = sessions.receive(session=announce(ticket, caller), content=b"too long")
    with pytest.raises(Incomplete):
        sessions.finish(session=session, caller=caller)


@pytest.mark.parametrize("work", [step_by_step, replaced, dropped])
def test_wherever_a_process_ends_nothing_is_lost_and_nothing_stays(
    work: Callable[[Record, Caller], None], caller: Caller
) -> None:
    others: set[str] = set()
    ends = 0
    for crash_at in range(1, 40):
        ticket = records.create(kind=TICKET, values={"subject": "Printer"}, caller=caller)
        try:
            with UnreliableWithFiles(crash_at=crash_at):
                work(ticket, caller)
        except Crash:
            ends += 1
        named = {each.location for each in files.of(record=current(ticket))}
        assert named <= kept()
        sweep()
        assert kept() == named | others
        others |= named
        if ends < crash_at:
            break
    assert 5 < ends < 39


@pytest.mark.parametrize("lost", range(1, 6))
def test_a_write_whose_answer_was_lost_does_not_meet_itself(lost: int, ticket: Record, caller: Caller) -> None:
    with Unreliable(unanswered=[lost]):
        session = sessions.receive(session=announce(ticket, caller), content=b"Hello")
        sessions.finish(session=session, caller=caller)
    assert [file.size for file in files.of(record=current(ticket))] == [5]


def test_what_each_step_costs(ticket: Record, caller: Caller) -> None:
    with UnreliableWithFiles() as opening:
        session = announce(ticket, caller)
    with UnreliableWithFiles() as sending:
        session = sessions.receive(session=session, content=b"Hello")
    with UnreliableWithFiles() as finishing:
        sessions.finish(session=session, caller=caller)
    assert opening.operations == ["TransactWriteItems"]
    assert sending.operations == ["PutItem", "PutObject", "TransactWriteItems"]
    assert finishing.operations == ["GetItem", "TransactWriteItems"]


def test_ids_of_nothing_name_nothing() -> None:
    assert sessions.find(id_=UUID(int=0), dialect="tests") is None
