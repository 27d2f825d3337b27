"""Files of a record, through the real store."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from chalicelib import config
from chalicelib.domain import clock
from chalicelib.domain.caller import Caller
from chalicelib.domain.file import MAX_BYTES
from chalicelib.domain.kind import Field, FieldType, Kind, fields_by_name
from chalicelib.domain.record import Change, File, Record
from chalicelib.domain.ticket import TICKET
from chalicelib.errors import Invalid, NotFound, PreconditionFailed, TooLarge, Unavailable
from chalicelib.outbound import queue, worker
from chalicelib.services import chores, files, kinds, records, uploads
from chalicelib.store import aws, due
from tests.bucket import UnreliableWithFiles, kept, make_bucket
from tests.unreliable import Crash, Unreliable

LINK = File("Manual", "https://example.com/manual")
BINDER = Kind("binder", fields_by_name(Field("files", FieldType.FILE, multiple=True, max_values=2)))
PHOTO = Kind("photo", fields_by_name(Field("picture", FieldType.FILE), Field("name")))


@pytest.fixture(autouse=True)
def bucket(cloud: None) -> None:
    make_bucket()
    queue.forget()
    for name in (config.JOBS_QUEUE, config.DELIVERIES_QUEUE):
        aws.client("sqs").create_queue(QueueName=name)


@pytest.fixture
def ticket(caller: Caller) -> Record:
    return records.create(kind=TICKET, values={"subject": "Printer"}, caller=caller)


def attach(ticket: Record, caller: Caller, **more: Any) -> tuple[Record, File]:
    said = {"name": "a.txt", "content": b"Hello", "field": "files", **more}
    return files.attach(kind=ticket.kind, number=ticket.number, caller=caller, **said)


def current(record: Record) -> Record:
    return records.get(kind=record.kind, number=record.number)


def sweep() -> None:
    """Do what a crash has left to the workers, an hour later."""
    clock.advance(3_600)
    for row in due.overdue(until=clock.now(), most=100):
        worker.expand(row.job)


def set_files(*values: File) -> records.Edit:
    return lambda _: Change({"files": values})


def test_a_file_is_read_as_it_was_attached(ticket: Record, caller: Caller) -> None:
    _, file = attach(ticket, caller, name="C:\\photos\\Grüße.PNG", content=b"\x89PNG")
    assert (file.name, file.size, file.media_type) == ("Grüße.PNG", 4, "image/png")
    assert files.read(record=current(ticket), location=file.location) == (file, b"\x89PNG")
    assert files.of(record=current(ticket)) == (file,)


def test_files_stand_in_the_order_in_which_they_came_beside_links(ticket: Record, caller: Caller) -> None:
    records.change(kind=TICKET, number=ticket.number, edit=set_files(LINK), caller=caller)
    first, second = (attach(ticket, caller, name=name)[1] for name in ("1.txt", "2.txt"))
    assert files.of(record=current(ticket), field="files") == (LINK, first, second)
    with pytest.raises(NotFound):
        files.read(record=current(ticket), location=LINK.location)


def test_attaching_costs_two_calls_more_than_a_change(ticket: Record, caller: Caller) -> None:
    with UnreliableWithFiles() as calls:
        attach(ticket, caller)
    assert calls.operations == ["GetItem", "PutItem", "PutObject", "TransactWriteItems"]


def test_a_file_that_is_detached_is_gone_with_its_bytes(ticket: Record, caller: Caller) -> None:
    _, gone = attach(ticket, caller)
    _, stays = attach(ticket, caller)
    changed = files.detach(kind=TICKET, number=ticket.number, field="files", location=gone.location, caller=caller)
    assert files.of(record=changed) == (stays,)
    assert kept() == {stays.location}
    with pytest.raises(NotFound):
        files.read(record=changed, location=gone.location)
    with pytest.raises(NotFound):
        files.detach(kind=TICKET, number=ticket.number, field="files", location=gone.location, caller=caller)


def test_bytes_go_with_their_value_whoever_drops_it(ticket: Record, caller: Caller) -> None:
    kept_files = [attach(ticket, caller)[1] for _ in range(3)]
    records.change(kind=TICKET, number=ticket.number, edit=set_files(kept_files[1]), caller=caller)
    assert kept() == {kept_files[1].location}
    records.change(kind=TICKET, number=ticket.number, edit=lambda _: Change({"files": None}), caller=caller)
    assert kept() == set()


def test_the_trash_keeps_files(ticket: Record, caller: Caller) -> None:
    _, file = attach(ticket, caller)
    records.trash(kind=TICKET, number=ticket.number, caller=caller)
    sweep()
    records.restore(kind=TICKET, number=ticket.number, caller=caller)
    assert files.read(record=current(ticket), location=file.location)[1] == b"Hello"


def test_a_file_may_be_renamed_and_nothing_else(ticket: Record, caller: Caller) -> None:
    _, file = attach(ticket, caller)
    renamed = File("b.txt", file.location, file.size, file.media_type)
    records.change(kind=TICKET, number=ticket.number, edit=set_files(renamed), caller=caller)
    assert files.read(record=current(ticket), location=file.location)[0].name == "b.txt"
    other = File("b.txt", file.location, file.size, "text/html")
    with pytest.raises(Invalid):
        records.change(kind=TICKET, number=ticket.number, edit=set_files(other), caller=caller)


@pytest.mark.parametrize("location", ["", "0" * 40, "../secret", "javascript:alert(1)", "x" * 5_000, "\ud800"])
def test_bytes_that_were_never_uploaded_are_a_fault(location: str, ticket: Record, caller: Caller) -> None:
    with pytest.raises(Invalid) as caught:
        records.change(kind=TICKET, number=ticket.number, edit=set_files(LINK, File("a", location)), caller=caller)
    assert {fault.path for fault in caught.value.faults} == {("files", 1)}
    assert current(ticket) == ticket


def test_nobody_names_the_bytes_of_another_record(ticket: Record, caller: Caller) -> None:
    _, file = attach(ticket, caller)
    with pytest.raises(Invalid):
        records.create(kind=TICKET, values={"files": (file,)}, caller=caller)
    assert kept() == {file.location}


def test_a_new_record_may_come_with_files(caller: Caller) -> None:
    location = uploads.receive(content=b"x", media_type="text/plain")
    made = records.create(kind=TICKET, values={"files": (File("a.txt", location, 1, "text/plain"),)}, caller=caller)
    sweep()
    assert files.read(record=made, location=location)[1] == b"x"


def test_what_nobody_names_in_time_is_removed(ticket: Record, caller: Caller) -> None:
    location = uploads.receive(content=b"x", media_type="text/plain")
    sweep()
    assert kept() == set()
    late = File("a.txt", location, 1, "text/plain")
    with pytest.raises(Invalid):
        records.change(kind=TICKET, number=ticket.number, edit=set_files(late), caller=caller)


def test_what_waits_for_its_record_is_left_alone() -> None:
    location = uploads.receive(content=b"x", media_type="text/plain")
    for row in due.overdue(until=clock.now(), most=100):
        worker.expand(row.job)
    assert kept() == {location}


def test_bytes_of_a_refused_write_are_removed_at_once(ticket: Record, caller: Caller) -> None:
    with pytest.raises(PreconditionFailed):
        attach(ticket, caller, before=ticket, if_version=ticket.version - 1)

    def change_first(*_: object) -> None:
        records.change(kind=TICKET, number=ticket.number, edit=lambda _: Change({"subject": "x"}), caller=caller)

    with pytest.raises(PreconditionFailed):
        attach(ticket, caller, before=ticket, if_version=ticket.version, announce=change_first)
    assert kept() == set()


def test_a_file_of_more_than_four_mebibytes_is_too_large(ticket: Record, caller: Caller) -> None:
    with pytest.raises(TooLarge):
        attach(ticket, caller, content=b"x" * (MAX_BYTES + 1))
    assert kept() == set()


@pytest.mark.parametrize("name", ["", "..", "a/", "\0"])
def test_a_file_has_a_name(name: str, ticket: Record, caller: Caller) -> None:
    with pytest.raises(Invalid):
        attach(ticket, caller, name=name)


@pytest.mark.parametrize("field", ["subject", "nothing"])
def test_a_field_of_another_type_takes_no_files(field: str, ticket: Record, caller: Caller) -> None:
    with pytest.raises(Invalid):
        attach(ticket, caller, field=field)


def test_a_record_that_is_not_there_takes_no_files_and_no_bytes_are_kept(ticket: Record, caller: Caller) -> None:
    records.trash(kind=TICKET, number=ticket.number, caller=caller)
    with UnreliableWithFiles() as calls, pytest.raises(NotFound):
        attach(ticket, caller)
    assert calls.operations == ["GetItem"]


def test_a_single_field_takes_another_file_only_in_place_of_the_one_it_has(caller: Caller) -> None:
    kinds.declare(kind=PHOTO)
    photo = records.create(kind=PHOTO, values={}, caller=caller)
    attach(photo, caller, field="picture")
    with pytest.raises(Invalid) as caught:
        attach(photo, caller, field="picture")
    assert [(fault.path, fault.code) for fault in caught.value.faults] == [(("picture",), "count")]
    _, second = attach(photo, caller, field="picture", content=b"new", replace=True)
    assert files.read(record=current(photo), location=second.location, field="picture") == (second, b"new")
    assert kept() == {second.location}


def test_a_bucket_out_of_reach_refuses_uploads_and_only_delays_removals(ticket: Record, caller: Caller) -> None:
    _, file = attach(ticket, caller)
    with UnreliableWithFiles(refuse_files=True):
        with pytest.raises(Unavailable):
            attach(ticket, caller)
        files.detach(kind=TICKET, number=ticket.number, field="files", location=file.location, caller=caller)
    assert files.of(record=current(ticket)) == ()
    assert kept() == {file.location}
    sweep()
    assert kept() == set()


def test_bytes_that_somebody_has_taken_out_of_the_bucket_are_not_found(ticket: Record, caller: Caller) -> None:
    _, file = attach(ticket, caller)
    aws.client("s3").delete_object(Bucket=config.FILES_BUCKET, Key=f"files/{file.location}")
    with pytest.raises(NotFound):
        files.read(record=current(ticket), location=file.location)


def another(binder: Record, file: File, caller: Caller) -> None:
    attach(binder, caller, content=b"another")


def less(binder: Record, file: File, caller: Caller) -> None:
    files.detach(kind=BINDER, number=binder.number, field="files", location=file.location, caller=caller)


def refused(binder: Record, file: File, caller: Caller) -> None:
    """Somebody fills the binder in the middle of the write, so that this one fails on its second try."""

    def fill(before: Record | None, after: Record) -> None:
        records.change(kind=BINDER, number=binder.number, edit=set_files(file, LINK), caller=caller)

    with pytest.raises(Invalid):
        attach(binder, caller, content=b"another", announce=fill)


@pytest.mark.parametrize("work", [another, less, refused])
def test_wherever_a_process_ends_nothing_is_lost_and_nothing_left(
    work: Callable[[Record, File, Caller], None], caller: Caller
) -> None:
    kinds.declare(kind=BINDER)
    ends = 0
    for crash_at in range(1, 30):
        binder = records.create(kind=BINDER, values={}, caller=caller)
        _, file = attach(binder, caller)
        elsewhere = kept() - {file.location}
        try:
            with UnreliableWithFiles(crash_at=crash_at):
                work(binder, file, caller)
        except Crash:
            ends += 1
        named = {each.location for each in files.of(record=current(binder)) if each != LINK}
        assert named <= kept()
        sweep()
        assert kept() == named | elsewhere
        if ends < crash_at:
            break
    assert 3 < ends < 29


def test_a_removal_that_breaks_down_is_tried_again(ticket: Record, caller: Caller) -> None:
    _, file = attach(ticket, caller)
    with UnreliableWithFiles(crash_at=4), pytest.raises(Crash):
        files.detach(kind=TICKET, number=ticket.number, field="files", location=file.location, caller=caller)
    clock.advance(3_600)
    (row,) = due.overdue(until=clock.now(), most=100)
    with UnreliableWithFiles(refuse_files=True), pytest.raises(Unavailable):
        worker.expand(row.job)
    clock.advance(3_600)
    chores.run(row.job)
    assert kept() == set()


def test_a_change_that_leaves_files_alone_costs_nothing_more(ticket: Record, caller: Caller) -> None:
    attach(ticket, caller)
    with Unreliable() as calls:
        records.change(kind=TICKET, number=ticket.number, edit=lambda _: Change({"category": "x"}), caller=caller)
    assert calls.operations == ["GetItem", "TransactWriteItems"]
    assert len(calls.calls[1][1]["TransactItems"]) == 2
